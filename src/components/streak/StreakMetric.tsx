'use client'
import { forwardRef, useEffect, useId, useRef, useState, type HTMLAttributes } from 'react'
import type { ShownStreakMetric } from '../../core/streak/streakMetrics.js'
import { formatGoal, getStreakSettingName } from '../../core/streak/streakTexts.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useStreakMessages } from '../../react/messages/useStreakMessages.js'
import { formatNumber } from '../../core/numberFormat.js'
import { joinIds } from '../fields/controlProps.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { NumberField } from '../fields/NumberField.js'
import { StreakOption } from './StreakOption.js'
import { StreakRow } from './StreakRow.js'
import { useStreakSettingsState } from './streakSettingsState.js'
import { Switch } from '../ui/Switch.js'

/** Props of `StreakMetric`. */
export interface StreakMetricProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** The key of the metric. */
  readonly metric: string
}

/**
 * Renders a `<div role="group">` in which users choose whether a metric counts and how much of it is the goal, or nothing for an unknown
 * metric.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <StreakSettings>
 *   <StreakMetric metric="words" />
 * </StreakSettings>
 */
export const StreakMetric = forwardRef<HTMLDivElement, StreakMetricProps>(function StreakMetric(
  { metric: key, ...props },
  ref,
) {
  const { streak, metrics, isReadOnly, update, getSaveState } =
    useStreakSettingsState('StreakMetric')
  const messages = useStreakMessages()
  const locale = useLocale()
  const id = useId()
  const control = useRef<HTMLButtonElement>(null)
  const metric = metrics.find((other) => other.key === key)
  const threshold = streak?.metrics.find((other) => other.key === key)?.threshold
  const [last, setLast] = useState<number>()
  const { saveStatus, saveError, retry } = getSaveState(`metric:${key}`)
  const mark = useSaveMark(saveStatus)
  if (!metric) return null
  const isEarlier = !metric.isKnown && threshold !== undefined
  // Turning the metric on again restores its last goal, unless the service had stored zero.
  const first = last !== undefined && last > 0 ? last : (metric.presets[0] ?? metric.min)

  function toggle(): void {
    setLast(threshold)
    void update(({ metrics: shown }) => {
      const others = shown.filter((other) => other.key !== key)
      const isOn = others.length < shown.length
      return { metrics: isOn ? others : [...shown, { key, threshold: first }] }
    })
  }

  function save(next: number): void {
    void update(({ metrics: shown }) => ({
      metrics: shown.map((other) => (other.key === key ? { ...other, threshold: next } : other)),
    }))
  }

  const { unit = '', label } = metric
  // The plural, so that it doesn't change with the value.
  const units = typeof unit === 'object' ? unit.other : unit
  const unitHint = units.toLowerCase() === label.toLowerCase() ? '' : units
  return (
    <StreakRow
      role="group"
      partName="streak-metric"
      idPrefix={id}
      name={label}
      hint={isEarlier ? messages.streak.unknownMetric : unitHint}
      mark={mark}
      data-off={threshold === undefined ? '' : undefined}
      saves={[
        {
          id,
          name: getStreakSettingName(messages, locale, metrics, `metric:${key}`),
          saveError,
          retry,
          control,
        },
      ]}
      {...props}
      ref={ref}
    >
      {threshold !== undefined && (
        <Goal metric={metric} unit={unitHint} threshold={threshold} onSave={save} />
      )}
      <Switch
        ref={control}
        isOn={threshold !== undefined}
        label={messages.streak.counts(label)}
        isReadOnly={isReadOnly}
        save={mark}
        describedBy={joinIds(isEarlier && `${id}-hint`, saveError && `${id} ${id}-why`)}
        onToggle={toggle}
      />
    </StreakRow>
  )
})

interface GoalProps {
  readonly metric: ShownStreakMetric
  /** The unit; empty if the label says it. */
  readonly unit: string
  readonly threshold: number
  readonly onSave: (threshold: number) => void
}

/** Renders the presets and a custom goal, or only a number field if the metric has no presets. */
function Goal({ metric, unit, threshold, onSave }: GoalProps) {
  const { announce } = useStreakSettingsState('StreakMetric')
  const messages = useStreakMessages()
  const locale = useLocale()
  const name = useId()
  const [isCustom, setCustom] = useState(false)
  const isPicked = useRef(false)
  useEffect(() => {
    isPicked.current = false
  })
  const { streak: t } = messages
  const { label, presets, min, max, step } = metric
  const isOwn = isCustom || !presets.includes(threshold)
  const field = (
    <NumberField
      value={threshold}
      // The field stays while it has the focus, even when its value equals a preset.
      onFocus={() => setCustom(true)}
      onSave={(next) => {
        // Ignores a delayed step of a field that a preset replaced.
        if (isPicked.current) return
        setCustom(true)
        onSave(next)
      }}
      label={t.goalField(label, unit)}
      decrease={t.decrease(label)}
      increase={t.increase(label)}
      min={min}
      max={max}
      step={step}
      announce={announce}
    />
  )
  return (
    <span className="ik-streak-goal">
      {presets.length > 0 && (
        <span className="ik-streak-options" role="radiogroup" aria-label={t.goal(label)}>
          {[...new Set(presets), undefined].map((preset) => (
            <StreakOption
              key={preset ?? 'other'}
              type="radio"
              name={name}
              checked={preset === (isOwn ? undefined : threshold)}
              onChange={() => {
                isPicked.current = preset !== undefined
                setCustom(preset === undefined)
                if (preset !== undefined) onSave(preset)
              }}
              aria-label={
                preset === undefined ? t.custom : formatGoal(messages, locale, metric, preset)
              }
              text={preset === undefined ? t.custom : formatNumber(locale, preset)}
            />
          ))}
        </span>
      )}
      {isOwn && field}
    </span>
  )
}

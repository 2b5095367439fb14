'use client'
import { Root as Switch, Thumb } from '@radix-ui/react-switch'
import { useIsReadOnly, useLocale, useMessages, useStreak } from 'identikit'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'

type State = ReturnType<typeof useStreak>
type Edit = { by?: State['update']; last?: number | undefined; draft?: string }

interface PartProps {
  readonly state: State
  readonly streak: NonNullable<State['streak']>
  /** Whether the rule can't be changed, because the streak is off or the service refuses it. */
  readonly isFixed: boolean
}

const muted = 'text-sm text-muted-foreground'
/** A target of at least 24 px, and of 44 px for fingers. */
const link =
  'relative font-medium underline underline-offset-4 before:absolute before:-inset-x-1 before:-inset-y-1 pointer-coarse:before:-inset-y-3.5'

/** Lets users turn their streak on and choose goals and days off. Each change saves at once. */
export function StreakSettings({ signIn }: { readonly signIn?: ReactNode }) {
  const { streak: t, errors, retry } = useMessages()
  const state = useStreak()
  const { status, streak, loadError, reload } = state
  const reasons = { failed: t.loadFailed, 'signed-out': t.signedOut, unsupported: t.unsupported }
  return (
    <section
      aria-label={t.title}
      aria-busy={status === 'loading'}
      tabIndex={-1}
      className="grid gap-6 wrap-anywhere text-foreground outline-none"
    >
      <header>
        <h2 className="text-lg font-semibold">{t.title}</h2>
        <p className={muted}>{t.description}</p>
      </header>
      {status === 'loading' && <output className={muted}>{t.loading}</output>}
      {status === 'ready' && streak && <Settings state={state} streak={streak} />}
      {status in reasons && (
        <div role={status === 'failed' ? 'alert' : undefined} className="grid gap-2">
          <p className="font-medium">{reasons[status as keyof typeof reasons]}</p>
          {status === 'signed-out' && signIn}
          {loadError && <p className={muted}>{errors[loadError.code]}</p>}
          {status === 'failed' && (
            <button
              type="button"
              className={`${link} justify-self-start text-sm`}
              onClick={({ currentTarget }) => {
                // The load removes the button.
                currentTarget.closest('section')?.focus()
                void reload()
              }}
            >
              {retry}
            </button>
          )}
        </div>
      )}
    </section>
  )
}

function Settings({ state, streak }: Omit<PartProps, 'isFixed'>) {
  const { streak: t, savedOn, savedOff, viewOnly } = useMessages()
  const { metrics, frequency, length, isReadOnly, update, getSaveState } = state
  const { enabled, evaluationMode: mode } = streak
  const isViewOnly = useIsReadOnly()
  const group = useId()
  const rule = { state, streak, isFixed: !enabled || isReadOnly }
  const current = length ? t.current[frequency ?? 'other'](length) : t.noCurrent
  const enabledText = (enabled ? savedOn : savedOff)(t.enabled)
  const modeText = mode ? t.savedAs(t.modeTitle, t.modes[mode]) : ''
  return (
    <div className="divide-y divide-border rounded-lg border border-border">
      <Row
        label={t.enabled}
        help={enabled ? length !== undefined && current : t.off}
        saves={[{ name: t.enabled, saved: enabledText, ...getSaveState('enabled') }]}
      >
        <Control
          type="switch"
          label={t.enabled}
          isOn={enabled}
          isFixed={isViewOnly}
          onChange={() => void update({ enabled: !enabled })}
        />
      </Row>
      {isReadOnly && <p className={`${muted} p-4`}>{isViewOnly ? viewOnly : t.readOnly}</p>}
      {metrics.map((metric) => (
        <Goal key={metric.key} metric={metric} {...rule} />
      ))}
      {streak.metrics.length > 1 && (
        <Row
          label={t.modeTitle}
          help={!mode && t.modeUnset}
          saves={[{ name: t.modeTitle, saved: modeText, ...getSaveState('evaluationMode') }]}
        >
          {(['or', 'and'] as const).map((item) => (
            <Control
              key={item}
              type="radio"
              group={group}
              label={t.modes[item]}
              isOn={item === mode}
              isFixed={rule.isFixed}
              onChange={() => void update({ evaluationMode: item })}
            />
          ))}
        </Row>
      )}
      {(frequency ?? 'daily') === 'daily' && <Days {...rule} />}
    </div>
  )
}

/** Whether a metric counts, and how much of it is the goal. */
function Goal({
  metric,
  state,
  streak,
  isFixed,
}: PartProps & { metric: State['metrics'][number] }) {
  const { streak: t, savedOff } = useMessages()
  // What another user typed is ignored: each user has an `update` of their own.
  const [edit, setEdit] = useState<Edit>({})
  const { last, draft } = edit.by === state.update ? edit : {}
  const keep = (next: Edit) => setEdit({ by: state.update, ...next })
  const { key, label, unit = '', presets, min, max, step, isKnown } = metric
  const plural = typeof unit === 'object' ? unit.other : unit
  const units = plural.toLowerCase() === label.toLowerCase() ? '' : plural
  const goal = streak.metrics.find((other) => other.key === key)?.threshold
  const name = t.goal(label)
  const isOn = goal !== undefined
  const saved = isOn ? t.savedAs(name, String(goal)) : savedOff(t.counts(label))
  function toggle(): void {
    keep({ last: goal })
    const added = { key, threshold: last || (presets[0] ?? min) }
    void state.update(({ metrics }) => ({
      metrics: isOn ? metrics.filter((other) => other.key !== key) : [...metrics, added],
    }))
  }
  function saveDraft(): void {
    keep({ last })
    if (!draft) return
    const typed = Number.isInteger(step) ? Math.round(Number(draft)) : Number(draft)
    const threshold = Math.min(Math.max(typed, min), max ?? Infinity)
    void state.update(({ metrics }) => ({
      metrics: metrics.map((other) => (other.key === key ? { key, threshold } : other)),
    }))
  }
  const leave = useRef(saveDraft)
  useEffect(() => {
    leave.current = saveDraft
  })
  // A field that is removed has no blur event.
  useEffect(() => () => leave.current(), [])
  return (
    <Row
      label={label}
      help={isOn && !isKnown ? t.unknownMetric : units}
      saves={[{ name, saved, ...state.getSaveState(`metric:${key}`) }]}
    >
      {isOn && (
        <input
          type="number"
          aria-label={t.goalField(label, units)}
          {...{ min, max }}
          step="any"
          value={draft ?? goal}
          readOnly={isFixed}
          onChange={({ currentTarget }) => keep({ last, draft: currentTarget.value })}
          onBlur={saveDraft}
          onKeyDown={(event) => event.key === 'Enter' && saveDraft()}
          className="h-9 w-24 rounded-md border border-input bg-transparent px-3 text-sm outline-none read-only:text-muted-foreground focus-visible:ring-2 focus-visible:ring-ring pointer-coarse:h-11"
        />
      )}
      <Control
        type="switch"
        label={t.counts(label)}
        isOn={isOn}
        isFixed={isFixed}
        onChange={toggle}
      />
    </Row>
  )
}

/** The weekdays that count, at least one. */
function Days({ state, streak: { daysOff }, isFixed }: PartProps) {
  const { streak: t, savedOn, savedOff } = useMessages()
  const locale = useLocale()
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const hasOneLeft = daysOff.length >= 6
  // 1 January 2023 was a Sunday, which is 0.
  const days = [1, 2, 3, 4, 5, 6, 0].map((day) => ({
    day,
    label: names.format(Date.UTC(2023, 0, 1 + day)),
    isOn: !daysOff.includes(day),
  }))
  const toggle = (day: number, isOn: boolean) =>
    void state.update((shown) => ({
      daysOff: isOn ? [...shown.daysOff, day] : shown.daysOff.filter((other) => other !== day),
    }))
  return (
    <Row
      label={t.daysTitle}
      help={hasOneLeft && t.lastDay}
      saves={days.map(({ day, label, isOn }) => ({
        name: t.day(label),
        saved: (isOn ? savedOn : savedOff)(t.day(label)),
        ...state.getSaveState(`day:${day}`),
      }))}
    >
      <div className="grid basis-full grid-cols-[repeat(auto-fill,minmax(min(7rem,100%),1fr))] gap-x-4">
        {days.map(({ day, label, isOn }) => (
          <Control
            key={day}
            type="checkbox"
            label={label}
            isOn={isOn}
            isFixed={isFixed || (hasOneLeft && isOn)}
            onChange={() => toggle(day, isOn)}
          />
        ))}
      </div>
    </Row>
  )
}

interface ControlProps {
  readonly type: 'switch' | 'radio' | 'checkbox'
  readonly group?: string
  readonly label: string
  readonly isOn: boolean
  readonly isFixed: boolean
  readonly onChange: () => void
}

function Control({ type, group, label, isOn, isFixed, onChange }: ControlProps) {
  // Not `disabled`, so that the focus can reach it and its reason is read.
  const shared = { 'aria-disabled': isFixed || undefined, checked: isOn }
  const change = () => void (isFixed || onChange())
  const native = { ...shared, type, name: group, onChange: change }
  if (type === 'switch') {
    return (
      <Switch
        {...shared}
        aria-label={label}
        onCheckedChange={change}
        className="relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border-2 border-transparent bg-input outline-none transition-colors before:absolute before:-inset-x-1.5 before:-inset-y-1 pointer-coarse:before:-inset-y-3.5 focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 aria-disabled:opacity-50 data-[state=checked]:bg-primary"
      >
        <Thumb className="block size-4 rounded-full bg-background shadow-sm transition-transform data-[state=checked]:translate-x-4 rtl:data-[state=checked]:-translate-x-4" />
      </Switch>
    )
  }
  return (
    <label className="flex min-h-8 items-center gap-[min(0.5rem,2vw)] text-sm has-aria-disabled:opacity-50 pointer-coarse:min-h-11">
      <input {...native} className="size-[min(1rem,6vw)] shrink-0 accent-primary" />
      <span>{label}</span>
    </label>
  )
}

interface RowProps {
  readonly label: string
  readonly help: string | false
  readonly saves: readonly (ReturnType<State['getSaveState']> & Record<'name' | 'saved', string>)[]
  readonly children: ReactNode
}

/** A row of controls, with what happened to their saves. `saved` is said when one is saved. */
function Row({ label, help, saves, children }: RowProps) {
  const { errors, retrySetting } = useMessages()
  const id = useId()
  const row = useRef<HTMLFieldSetElement>(null)
  return (
    <fieldset
      ref={row}
      aria-label={label}
      aria-describedby={help ? id : undefined}
      className="flex min-w-0 flex-wrap items-center justify-between gap-x-4 gap-y-3 px-[min(1rem,4vw)] py-4"
    >
      <div className="min-w-0 flex-[1_1_10rem]">
        <p className="font-medium">{label}</p>
        <p id={id} className={muted}>
          {help}
        </p>
        {saves.map(({ name, saved, saveStatus, saveError, retry }) => (
          <div key={name}>
            <output className="sr-only">{saveStatus === 'saved' ? saved : ''}</output>
            {saveError && (
              <div role="alert" className="grid justify-items-start gap-1 text-xs text-destructive">
                <span>{errors[saveError.code]}</span>
                <button
                  type="button"
                  className={link}
                  onClick={() => {
                    // The save removes the button.
                    row.current?.querySelector<HTMLElement>('[role=switch], label > input')?.focus()
                    void retry()
                  }}
                >
                  {retrySetting(name)}
                </button>
              </div>
            )}
          </div>
        ))}
      </div>
      {children}
    </fieldset>
  )
}

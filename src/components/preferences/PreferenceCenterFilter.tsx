'use client'
import {
  forwardRef,
  useContext,
  useEffect,
  useId,
  useState,
  type HTMLAttributes,
  type JSX,
} from 'react'
import { fold } from '../../core/text.js'
import { getTypeLabel } from '../../core/messages/preferenceNames.js'
import { listChosenTypes } from '../../core/preferences/listChosenTypes.js'
import type { PreferenceOutline } from '../../core/preferences/preferenceOutline.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { getPreferenceStore } from '../../react/preferences/preferenceStore.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { useStores } from '../../react/store/stores.js'
import { Button } from '../ui/Button.js'
import { Icon } from '../ui/Icon.js'
import { searchPath } from '../ui/iconPaths.js'
import { partProps } from '../ui/partProps.js'
import { StateView } from '../ui/StateView.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'
import { PreferenceFilterContext, type PreferenceFilter } from './PreferenceFilterProvider.js'

/** Props of `PreferenceCenterFilter`. */
export interface PreferenceCenterFilterProps extends HTMLAttributes<HTMLDivElement> {
  /** From how many types on it is shown. @default 13 */
  readonly minTypes?: number | undefined
}

/**
 * Renders a `<div role="search">` with a field that filters the rows of the center by name, help and group, and a button that leaves only
 * what the user changed: the rows that differ from their defaults or, without a default, have a choice. Renders nothing for a short list.
 * @example
 * <PreferenceCenter filter={<PreferenceCenterFilter />} />
 */
export const PreferenceCenterFilter = forwardRef<HTMLDivElement, PreferenceCenterFilterProps>(
  function PreferenceCenterFilter({ minTypes = 13, ...props }, ref): JSX.Element | null {
    usePreferenceCenterState('PreferenceCenterFilter')
    const { preferences: t } = usePreferenceMessages()
    const { userId } = useStores('PreferenceCenterFilter')
    const outline = usePreferenceOutline()
    if (!outline || countTypes(outline) < minTypes) return null
    return (
      <div
        role="search"
        aria-label={t.filter}
        {...partProps('preference-center-filter', props)}
        ref={ref}
      >
        <Controls key={userId} outline={outline} />
      </div>
    )
  },
)

interface ControlsProps {
  readonly outline: PreferenceOutline
}

function Controls({ outline }: ControlsProps): JSX.Element {
  const { preferences: t } = usePreferenceMessages()
  const { text, changed, setText, setOnlyChanged } = useFilter()
  const { filter } = useContext(PreferenceFilterContext)
  const id = useId()
  const shown = filter && countTypes(outline, filter)

  return (
    <>
      <span className="ik-preference-center-search">
        <span className="ik-preference-center-search-icon">
          <Icon path={searchPath} />
        </span>
        <input
          type="search"
          className="ik-input"
          aria-label={t.filter}
          aria-describedby={id}
          placeholder={t.filter}
          autoComplete="off"
          enterKeyHint="search"
          // Enter submits no form of the host.
          form="ik-no-form"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </span>
      <Button
        className="ik-preference-center-changed"
        aria-pressed={changed !== undefined}
        onClick={() => setOnlyChanged(changed === undefined)}
      >
        {t.filterChanged}
      </Button>
      <div className="ik-preference-center-shown" role="status" id={id}>
        {shown === 0 && !filter?.hasAllTypes ? (
          <StateView
            icon={searchPath}
            title={changed?.size === 0 ? t.filterUnchanged : t.filterNone}
          />
        ) : (
          shown !== undefined && <span dir="auto">{t.filterCount(shown, countTypes(outline))}</span>
        )}
      </div>
    </>
  )
}

/**
 * Returns the values of the controls. Which types have changed is read when the button is pressed, so that no row disappears while its
 * switches are used.
 */
function useFilter() {
  const messages = usePreferenceMessages()
  const store = getPreferenceStore(useStores('PreferenceCenterFilter'))
  const { setFilter } = useContext(PreferenceFilterContext)
  const [text, setText] = useState('')
  const [changed, setChanged] = useState<ReadonlySet<string | undefined>>()
  useEffect(() => () => setFilter?.(undefined), [setFilter])

  function apply(nextText: string, nextChanged: typeof changed): void {
    setText(nextText)
    setChanged(nextChanged)
    const query = fold(nextText)
    if (!query && !nextChanged) return setFilter?.(undefined)
    setFilter?.({
      // A text is about types.
      hasAllTypes: !query && nextChanged?.has(undefined) === true,
      matches(type, group = messages.preferences.otherGroup) {
        if (nextChanged && !nextChanged.has(type.id)) return false
        const texts = fold(
          [getTypeLabel(messages, type), type.description, group].filter(Boolean).join(' '),
        )
        return query.split(' ').every((word) => texts.includes(word))
      },
    })
  }

  return {
    text,
    /** The ids of the types that the user changed; `undefined` unless only those are shown. */
    changed,
    setText: (next: string) => apply(next, changed),
    setOnlyChanged: (isOn: boolean) =>
      apply(text, isOn ? listChosenTypes(store.getSnapshot().data) : undefined),
  }
}

/** Returns the number of types, or of those that match. */
function countTypes({ groups }: PreferenceOutline, filter?: PreferenceFilter): number {
  const rows = groups.flatMap(({ name, types }) =>
    types.filter((type) => filter?.matches(type, name) ?? true),
  )
  return rows.length
}

'use client'
import { useIsReadOnly, useMessages, useProfile } from 'identikit'
import { getTimezone, listTimezones, timezoneCity } from 'identikit/core'
import {
  useEffect,
  useId,
  useRef,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
} from 'react'

type Field = 'name' | 'firstName' | 'lastName' | 'email' | 'phone' | 'timezone'

export interface ProfileEditorProps {
  /** List only fields that your users may change. */
  readonly fields?: readonly Field[]
  readonly signIn?: ReactNode
}

const attributes: Readonly<Record<Field, InputHTMLAttributes<HTMLInputElement>>> = {
  name: { autoComplete: 'name', dir: 'auto' },
  firstName: { autoComplete: 'given-name', dir: 'auto' },
  lastName: { autoComplete: 'family-name', dir: 'auto' },
  // Not of type `email`, in which Chromium changes some international domains.
  email: { autoComplete: 'email', inputMode: 'email', autoCapitalize: 'none', dir: 'ltr' },
  phone: { autoComplete: 'tel', inputMode: 'tel', type: 'tel', dir: 'ltr' },
  timezone: {},
}

const muted = 'text-sm text-muted-foreground'
const control =
  'min-h-9 w-full min-w-0 rounded-md border border-input bg-background text-base outline-none focus-visible:ring-2 focus-visible:ring-ring disabled:opacity-70 aria-invalid:border-destructive pointer-coarse:min-h-11 md:text-sm'
const button =
  'min-h-9 rounded-md border border-input px-4 py-1.5 text-sm font-medium outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 aria-disabled:opacity-50 pointer-coarse:min-h-11'

const root = 'grid gap-6 wrap-anywhere text-foreground outline-none'

/** Lets users edit their profile. Save sends the changed fields only. */
export function ProfileEditor({ fields = ['name', 'timezone'], signIn }: ProfileEditorProps) {
  const { profile: t, viewOnly } = useMessages()
  const profile = useProfile({
    validate: (key, value) => ({
      value: typeof value === 'string' ? normalize(key, value) : value,
    }),
  })
  const { status, isDirty } = profile
  const isReadOnly = useIsReadOnly()
  const titleId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [blocked, setBlocked] = useState<readonly string[]>([])

  useEffect(() => {
    if (blocked.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [blocked])

  useEffect(() => {
    if (!isDirty) return undefined
    const ask = (event: Event) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isDirty])

  async function save(): Promise<void> {
    if (!isDirty) return
    const result = await profile.save()
    if (result.status === 'blocked') setBlocked(result.keys)
  }

  const header = (
    <header>
      <h2 id={titleId} className="text-lg font-semibold">
        {t.title}
      </h2>
      <p className={muted}>{t.description}</p>
    </header>
  )
  // `signIn` may be a form, which can't be inside another.
  if (status === 'signed-out') {
    return (
      <section aria-labelledby={titleId} className={root}>
        {header}
        <div className="grid gap-2">
          <p className="font-medium">{t.signedOut}</p>
          {signIn}
        </div>
      </section>
    )
  }
  return (
    <form
      ref={form}
      aria-labelledby={titleId}
      aria-busy={status === 'loading'}
      noValidate
      tabIndex={-1}
      onSubmit={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        void save()
      }}
      className={root}
    >
      {header}
      {status === 'loading' && <output className={muted}>{t.loading}</output>}
      {status === 'ready' && (
        <>
          {isReadOnly && <p className={muted}>{viewOnly}</p>}
          {fields.map((field) => (
            <ProfileField key={field} field={field} profile={profile} isReadOnly={isReadOnly} />
          ))}
          {!isReadOnly && <Actions profile={profile} fields={fields} />}
        </>
      )}
      <Notice profile={profile} />
    </form>
  )
}

interface ProfileProps {
  readonly profile: ReturnType<typeof useProfile>
}

/** Says why there are no fields. */
function Notice({ profile }: ProfileProps) {
  const { profile: t, errors, retry } = useMessages()
  const { status, loadError, reload } = profile
  const reasons = { failed: t.loadFailed, unsupported: t.unsupported }
  if (!(status in reasons)) return null
  return (
    <div role={status === 'failed' ? 'alert' : undefined} className="grid gap-2">
      <p className="font-medium">{reasons[status as keyof typeof reasons]}</p>
      {loadError && <p className={muted}>{errors[loadError.code]}</p>}
      {status === 'failed' && (
        <button
          type="button"
          className={`${button} justify-self-start`}
          onClick={({ currentTarget }) => {
            // The load removes the button.
            currentTarget.form?.focus()
            void reload()
          }}
        >
          {retry}
        </button>
      )}
    </div>
  )
}

/** The buttons, and how the save goes. */
function Actions({ profile, fields }: ProfileProps & Required<Pick<ProfileEditorProps, 'fields'>>) {
  const { profile: t, errors } = useMessages()
  const { isDirty, isOnline, saveStatus, saveError, field, discard } = profile
  const isSaving = saveStatus === 'saving'
  const wrong = fields.map(field).filter(({ error, isConflict }) => error || isConflict)
  function getText(): string {
    if (isSaving) return t.saving
    if (!isDirty) return saveStatus === 'saved' ? t.saved : ''
    if (!isOnline) return t.offline
    if (saveStatus === 'blocked' && wrong.length > 0) return t.checkFields(wrong.length)
    return saveError ? t.notSaved(errors[saveError.code]) : t.unsaved
  }
  return (
    <div className="flex flex-wrap items-center justify-end gap-3 border-t border-border pt-4">
      <output className={`${muted} min-w-0 flex-[1_1_12rem]`}>{getText()}</output>
      {/* Not `disabled`, so that they keep the focus. */}
      <button
        type="button"
        aria-disabled={!isDirty || isSaving || undefined}
        className={button}
        onClick={discard}
      >
        {t.discard}
      </button>
      <button
        type="submit"
        aria-disabled={!isDirty || isSaving || undefined}
        className={`${button} border-transparent bg-primary text-primary-foreground`}
      >
        {t.save}
      </button>
    </div>
  )
}

interface FieldProps extends ProfileProps {
  readonly field: Field
  readonly isReadOnly: boolean
}

function ProfileField({ field, profile, isReadOnly }: FieldProps) {
  const { profile: t } = useMessages()
  const id = useId()
  const state = profile.field(field)
  const { value, saved, isConflict, set, onBlur } = state
  const text = typeof value === 'string' ? value : ''
  const label = t[field]
  const isTimezone = field === 'timezone'
  const error = getError()

  function getError(): string | undefined {
    if (isConflict)
      return t.conflict(
        typeof saved === 'string' ? (isTimezone ? timezoneCity(saved) : saved) : null,
      )
    return state.error && (state.error.text ?? t.refused(label))
  }

  function edit(next: string): void {
    const wrong = { email: t.wrongEmail, phone: t.phoneWithoutCode }[field as 'email']
    set(next.trim() ? next : null, isValid(field, normalize(field, next)) ? undefined : wrong)
  }

  /** Settles a conflict, which removes the buttons. */
  function settle(action: () => void): void {
    document.getElementById(id)?.focus()
    action()
  }

  const shared = {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${id}-error` : undefined,
  }
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {isTimezone ? (
        <TimezoneSelect
          {...shared}
          className={`${control} px-2`}
          value={text}
          disabled={isReadOnly}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      ) : (
        <input
          {...attributes[field]}
          {...shared}
          className={`${control} px-3 read-only:text-muted-foreground`}
          value={text}
          readOnly={isReadOnly}
          onChange={({ currentTarget }) => edit(currentTarget.value)}
          onBlur={() => {
            if (text.trim() !== text) edit(text.trim())
            onBlur()
          }}
        />
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm text-destructive">
          {error}
        </p>
      )}
      {isConflict && (
        <div className="flex flex-wrap gap-3">
          <button type="button" className={button} onClick={() => settle(state.acceptServerValue)}>
            {t.acceptServerValue}
          </button>
          <button type="button" className={button} onClick={() => settle(state.keepMine)}>
            {t.keepMine}
          </button>
        </div>
      )}
    </div>
  )
}

/** Returns a text as it is saved; `null` clears the field. */
function normalize(field: string, text: string): string | null {
  const trimmed = text.trim()
  return (field === 'phone' ? trimmed.replaceAll(/[\s().-]/g, '') : trimmed) || null
}

function isValid(field: Field, text: string | null): boolean {
  if (text === null) return true
  if (field === 'email') return /^[^\s@,;<>]+@[^\s@,;<>.]+(?:\.[^\s@,;<>.]+)+$/.test(text)
  return field !== 'phone' || /^\+[1-9]\d{6,14}$/.test(text)
}

/** All time zones by region, and the saved one, which can be an alias or unknown. */
function TimezoneSelect(
  props: SelectHTMLAttributes<HTMLSelectElement> & { readonly value: string },
) {
  const { timezone: t } = useMessages()
  const { value } = props
  const zones = listTimezones()
  const isListed = getTimezone(value)?.id === value
  return (
    <select {...props}>
      {!isListed && (
        <option value={value} disabled={!value}>
          {value ? timezoneCity(value) : t.required}
        </option>
      )}
      {[...new Set(zones.map(({ region }) => region))].map((region) => (
        <optgroup key={region} label={t.regions[region as keyof typeof t.regions]}>
          {zones
            .filter((zone) => zone.region === region)
            .map((zone) => (
              <option key={zone.id} value={zone.id}>
                {zone.city}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  )
}

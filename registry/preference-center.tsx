'use client'
import { Root as Switch, Thumb } from '@radix-ui/react-switch'
import {
  ChannelIcon,
  useIsReadOnly,
  useMessages,
  usePreference,
  usePreferenceName,
  usePreferenceOutline,
  usePreferenceStatus,
} from 'identikit'
import { useId, useRef, type ReactNode } from 'react'

type Outline = NonNullable<ReturnType<typeof usePreferenceOutline>>
type Row = Outline['groups'][number]['types'][number]
type Target = Parameters<typeof usePreference>[0]

const card = 'divide-y divide-border rounded-lg border border-border'
/** A target of at least 24 px, and of 44 px for fingers. */
const area =
  'relative before:absolute before:-inset-x-1 before:-inset-y-1 pointer-coarse:before:-inset-y-3.5'
const link = `${area} text-sm font-medium text-foreground underline underline-offset-4`
const muted = 'text-sm text-muted-foreground'

/** Lets users choose which messages they receive on which channels. Each switch saves at once. */
export function PreferenceCenter({ signIn }: { readonly signIn?: ReactNode }) {
  const { preferences: t, viewOnly } = useMessages()
  const { status } = usePreferenceStatus()
  const outline = usePreferenceOutline()
  const isReadOnly = useIsReadOnly()
  const titleId = useId()
  const isShown = status === 'ready' || status === 'loading'
  return (
    <section
      aria-labelledby={titleId}
      aria-busy={status === 'loading'}
      tabIndex={-1}
      className="grid gap-6 wrap-anywhere text-foreground outline-none"
    >
      <header>
        <h2 id={titleId} className="text-lg font-semibold">
          {t.title}
        </h2>
        <p className={muted}>{t.description}</p>
      </header>
      {status === 'ready' && isReadOnly && <p className={muted}>{viewOnly}</p>}
      {isShown && outline ? <Settings outline={outline} /> : <Notice signIn={signIn} />}
    </section>
  )
}

/** Says why there are no settings. */
function Notice({ signIn }: { readonly signIn: ReactNode }) {
  const { preferences: t, errors, retry } = useMessages()
  const { status, loadError, reload } = usePreferenceStatus()
  if (status === 'loading') {
    return <output className={muted}>{t.loading}</output>
  }
  if (status === 'failed') {
    return (
      <div role="alert" className="grid gap-2">
        <p className="font-medium">{t.loadFailed}</p>
        {loadError && <p className={muted}>{errors[loadError.code]}</p>}
        <button
          type="button"
          className={`${link} justify-self-start`}
          onClick={({ currentTarget }) => {
            // The load removes the button.
            currentTarget.closest('section')?.focus()
            void reload()
          }}
        >
          {retry}
        </button>
      </div>
    )
  }
  return (
    <div className="grid gap-2">
      <p className="font-medium">{status === 'signed-out' ? t.signedOut : t.unsupported}</p>
      {status === 'signed-out' && signIn}
    </div>
  )
}

/** The switches: those of a channel for all types, those of each type in its group, and the one for marketing. */
function Settings({ outline }: { readonly outline: Outline }) {
  const { preferences: t } = useMessages()
  const { channels, groups, hasSubscribed } = outline
  if (channels.length === 0 && groups.length === 0 && !hasSubscribed) {
    return (
      <div>
        <p className="font-medium">{t.empty}</p>
        <p className={muted}>{t.emptyHelp}</p>
      </div>
    )
  }
  return (
    <>
      {channels.length > 0 && (
        <div className={card}>
          <Item label={t.channelsTitle} targets={channels.map((channel) => ({ channel }))} />
        </div>
      )}
      {groups.map(({ name, types }) => (
        <div key={name ?? ''} className="grid gap-2">
          {(name ?? groups.length > 1) && (
            <h3 className="text-sm font-medium">{name ?? t.otherGroup}</h3>
          )}
          <div className={card}>
            {types.map((row) => (
              <TypeItem key={row.id} row={row} />
            ))}
          </div>
        </div>
      ))}
      {hasSubscribed && (
        <div className={card}>
          <Item label={t.subscribed} help={[t.subscribedDescription]} targets={[{}]} />
        </div>
      )}
    </>
  )
}

function TypeItem({ row }: { readonly row: Row }) {
  const { preferences: t } = useMessages()
  const { id, label, description, hasSetting, channels, reasons } = row
  const targets = [
    ...channels.map((channel) => ({ type: id, channel })),
    ...(hasSetting ? [{ type: id }] : []),
  ]
  const notes = reasons.map(({ kind, text }) =>
    kind === 'locked' ? (text ?? t.locked) : t.conditional,
  )
  return (
    <Item
      label={label ?? t.unnamedType(id)}
      help={description ? [description, ...notes] : notes}
      targets={targets}
    />
  )
}

interface ItemProps {
  readonly label: string
  readonly help?: readonly string[]
  readonly targets: readonly Target[]
}

function Item({ label, help = [], targets }: ItemProps) {
  const helpId = useId()
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-[min(1rem,4vw)] py-4">
      <div className="min-w-0 flex-[1_1_12rem]">
        <p className="font-medium">
          <bdi>{label}</bdi>
        </p>
        <div id={helpId} className={muted}>
          {help.map((text) => (
            <p key={text}>
              <bdi>{text}</bdi>
            </p>
          ))}
        </div>
      </div>
      <div className="flex max-w-full flex-wrap items-start gap-x-6 gap-y-3 pointer-coarse:gap-y-8">
        {targets.map((target) => (
          <Setting
            key={`${target.type} ${target.channel}`}
            target={target}
            describedBy={help.length > 0 ? helpId : undefined}
          />
        ))}
      </div>
    </div>
  )
}

interface SettingProps {
  readonly target: Target
  readonly describedBy: string | undefined
}

/** A switch with the name of its channel, what happened to its save, and the parent that is off. */
function Setting({ target, describedBy }: SettingProps) {
  const { channels, errors, preferences: t, retrySetting, savedOn, savedOff } = useMessages()
  const { setting, isOn, overriddenBy, set, saveStatus, saveError, retry } = usePreference(target)
  const name = usePreferenceName(target)
  const isReadOnly = useIsReadOnly()
  const control = useRef<HTMLButtonElement>(null)
  if (!setting) return <span className="h-5 w-9 animate-pulse rounded-full bg-muted" />
  const isFixed = isReadOnly || setting.locked !== undefined || setting.state === 'conditional'
  const { type, channel } = target
  const label = channel && ((channels as Record<string, string>)[channel] ?? t.unnamedType(channel))
  return (
    <div className="grid justify-items-start gap-1 sm:max-w-40 sm:justify-items-center sm:text-center">
      <Switch
        ref={control}
        aria-label={name}
        aria-describedby={describedBy}
        aria-disabled={isFixed || undefined}
        checked={isOn}
        // Not `disabled`, so that the focus can reach it and its reason is read.
        onCheckedChange={(checked) => !isFixed && void set(checked)}
        className="relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border-2 border-transparent bg-input outline-none transition-colors before:absolute before:-inset-x-1.5 before:-inset-y-1 pointer-coarse:before:-inset-y-3.5 focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 aria-disabled:opacity-50 data-[state=checked]:bg-primary"
      >
        <Thumb className="block size-4 rounded-full bg-background shadow-sm transition-transform data-[state=checked]:translate-x-4 rtl:data-[state=checked]:-translate-x-4" />
      </Switch>
      {channel && (
        <span aria-hidden="true" className="flex items-center gap-1 text-xs text-muted-foreground">
          <ChannelIcon channel={channel} />
          <span>{label}</span>
        </span>
      )}
      {setting.pending && <span className="text-xs text-muted-foreground">{t.pending}</span>}
      <output className="sr-only">
        {saveStatus === 'saved' ? (isOn ? savedOn : savedOff)(name) : ''}
      </output>
      {saveError && (
        <span
          role="alert"
          className="grid justify-items-start gap-1 text-xs text-destructive sm:justify-items-center"
        >
          <span>{errors[saveError.code]}</span>
          <button
            type="button"
            aria-label={retrySetting(name)}
            className={`${area} font-medium underline underline-offset-4`}
            onClick={() => {
              control.current?.focus()
              void retry()
            }}
          >
            {retrySetting(name)}
          </button>
        </span>
      )}
      {overriddenBy && (
        <Parent
          kind={overriddenBy}
          target={{ type: { type }, channel: { channel }, subscribed: {} }[overriddenBy]}
          channel={label}
          onTurnOn={() => control.current?.focus()}
        />
      )}
    </div>
  )
}

interface ParentProps {
  readonly kind: NonNullable<ReturnType<typeof usePreference>['overriddenBy']>
  readonly target: Target
  /** The name of the channel, if it is off. */
  readonly channel: string | undefined
  /** Moves the focus away from the button, which is removed. */
  readonly onTurnOn: () => void
}

/** Says which setting above this one is off, with a button that turns it on. */
function Parent({ kind, target, channel = '', onTurnOn }: ParentProps) {
  const { preferences: t } = useMessages()
  const parent = usePreferenceName(target)
  const label = kind === 'channel' ? channel : parent
  const { set, setting } = usePreference(target)
  const isReadOnly = useIsReadOnly()
  return (
    <span className="grid justify-items-start gap-1 text-xs text-muted-foreground sm:justify-items-center">
      <span>{t.overridden[kind](label)}</span>
      {!isReadOnly && !setting?.locked && (
        <button
          type="button"
          className={`${area} font-medium text-foreground underline underline-offset-4`}
          onClick={() => {
            onTurnOn()
            void set(true)
          }}
        >
          {t.turnOn(label)}
        </button>
      )}
    </span>
  )
}

import type { UserAdapter } from '../../core/adapter.js'
import { createUserClient } from '../../core/client.js'
import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import { getFrequency, type Frequency } from '../../core/preferences/frequencies.js'
import {
  getFrequencySetting,
  getSetting,
  isReadOnlySetting,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import { findDecidingTarget } from '../delivery/findDecidingTarget.js'
import { orUndefined } from '../delivery/orUndefined.js'
import { isRarer } from './frequencyList.js'
import { isStillMade, listAllTargets, restore, turnOff, type Undone } from './unsubscribeChanges.js'

/** What the page of a link can do. */
export type UnsubscribeAction = 'stop' | 'stop-all' | 'fewer' | 'pause'

/** What an undo restores: what was made, and what takes it back. */
export interface Undo {
  readonly changes?: readonly Undone[]
  readonly pause?: { readonly made: string; readonly back: string | null }
}

interface ActionResult {
  /** Present if the setting can't be changed, with the reason of the lock, if it has one. */
  readonly lock?: { readonly reason?: string | undefined } | undefined
  /** Absent if nothing was changed. */
  readonly undo?: Undo | undefined
}

/** The user and the message of a link. */
interface Target {
  readonly userId: string
  readonly type: string
  readonly channel: string
  readonly scope: string | undefined
}

/** A week in milliseconds. */
const pauseTime = 7 * 24 * 60 * 60 * 1000

const source = 'unsubscribe'

/** Creates the functions that change settings. A user that the service doesn't know is answered like any other. */
export function createUnsubscribeActions({
  adapter,
  catalog,
}: {
  readonly adapter: UserAdapter
  readonly catalog?: NotificationCatalog | undefined
}) {
  const client = createUserClient(adapter)
  const entries = catalog?.map((entry) => ({ ...entry, hidden: false })) ?? []
  const { clear: canClear = false, complete } = adapter.preferences?.rules ?? {}

  async function read({ userId, scope }: Target): Promise<Preferences | undefined> {
    const saved = await orUndefined(client.preferences.get(userId, { scope }))
    return saved && applyCatalog(saved, entries, { frequency: true, complete })
  }

  async function save({ userId, scope }: Target, changes: readonly PreferenceChange[]) {
    if (changes.length === 0) return
    await orUndefined(client.preferences.update(userId, changes, { scope, source }))
  }

  async function stop(target: Target, isAll: boolean): Promise<ActionResult> {
    const { type, channel } = target
    const preferences = await read(target)
    if (!preferences) {
      const made = { type, channel, enabled: false }
      return { undo: { changes: [{ made, back: { ...made, enabled: null } }] } }
    }
    const own = findDecidingTarget(preferences, target)
    const setting = getSetting(preferences, own)
    if (!isAll && setting?.state !== 'off' && isReadOnlySetting(setting))
      return { lock: setting?.locked ?? {} }
    const made = turnOff(preferences, isAll ? listAllTargets(preferences, target) : [own])
    await save(target, made)
    return { undo: made.length > 0 ? { changes: restore(preferences, made, canClear) } : undefined }
  }

  async function choose(target: Target, frequency: Frequency): Promise<ActionResult> {
    const { type } = target
    const preferences = await read(target)
    const setting = getFrequencySetting(preferences, type)
    if (setting?.locked) return { lock: setting.locked }
    // A link never makes messages come more often.
    if (preferences && !isRarer(frequency, getFrequency(setting))) return {}
    const made = { type, frequency }
    if (preferences) await save(target, [made])
    const back = { type, frequency: setting?.value ?? (canClear ? null : getFrequency(setting)) }
    return { undo: { changes: [{ made, back }] } }
  }

  async function pause({ userId, scope }: Target): Promise<ActionResult> {
    const saved = await orUndefined(client.schedule.get(userId, { scope }))
    const back = saved?.pausedUntil ?? null
    const made = new Date(Date.now() + pauseTime).toISOString()
    if (back !== null && back >= made) return {}
    if (saved)
      await orUndefined(client.schedule.update(userId, { pausedUntil: made }, { scope, source }))
    return { undo: { pause: { made, back } } }
  }

  const actions: Readonly<
    Record<UnsubscribeAction, (target: Target, choice: string) => Promise<ActionResult>>
  > = {
    stop: (target) => stop(target, false),
    'stop-all': (target) => stop(target, true),
    // The page offers frequencies only.
    fewer: (target, choice) => choose(target, choice as Frequency),
    pause,
  }

  return {
    actions,
    /** Takes back what is still as the action made it, so that it replaces no later choice. */
    undo: async (target: Target, { changes = [], pause: paused }: Undo): Promise<void> => {
      const { userId, scope } = target
      if (changes.length > 0) {
        const preferences = await read(target)
        const still = changes.filter(({ made }) => preferences && isStillMade(preferences, made))
        await save(
          target,
          still.map(({ back }) => back),
        )
      }
      if (!paused) return
      const saved = await orUndefined(client.schedule.get(userId, { scope }))
      if (saved?.pausedUntil !== paused.made) return
      await client.schedule.update(userId, { pausedUntil: paused.back }, { scope, source })
    },
  }
}

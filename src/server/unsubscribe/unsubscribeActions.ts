import type { UserAdapter } from '../../core/adapter.js'
import { createUserClient } from '../../core/client.js'
import { isIdentikitError, type IdentikitError } from '../../core/errors.js'
import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import { getFrequency, type Frequency } from '../../core/preferences/frequencies.js'
import {
  getFrequencySetting,
  getSetting,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import type { RefusedChange } from '../../core/requestOptions.js'
import type { UserPatch } from '../../core/user/user.js'
import { findDecidingTarget } from '../delivery/findDecidingTarget.js'
import { orUndefined } from '../delivery/orUndefined.js'
import { isRarer } from './frequencyList.js'
import {
  isHeld,
  listAllTargets,
  toUndone,
  turnOff,
  type UndoneSwitch,
} from './unsubscribeChanges.js'

/** What the page of a link can do. */
export type UnsubscribeAction = 'stop' | 'stop-all' | 'fewer' | 'pause'

/** What an undo restores: what was made, and what takes it back. */
export interface Undo {
  readonly switches?: readonly UndoneSwitch[]
  readonly frequency?: readonly [made: Frequency, back: Frequency | null]
  readonly pause?: readonly [made: string, back: string | null]
}

interface ActionResult {
  /** Present if the setting can't be changed, with the reason of the lock, if it has one. */
  readonly lock?: { readonly reason?: string | undefined } | undefined
  /** Absent if nothing can be restored. */
  readonly undo?: Undo | undefined
}

/** The user and the message of a link. */
interface Target {
  readonly userId: string
  readonly type: string
  readonly channel: string
  readonly scope: string | undefined
}

/** Returns the fields of a user that the service doesn't know yet, or `null` for one who must not be created. */
export type UnsubscribeProvision = (userId: string) => UserPatch | null | Promise<UserPatch | null>

interface ActionsOptions {
  readonly adapter: UserAdapter
  readonly catalog?: NotificationCatalog | undefined
  readonly provision?: UnsubscribeProvision | undefined
}

/** A week in milliseconds. */
const pauseTime = 7 * 24 * 60 * 60 * 1000

/** Two pauses whose ends differ by less, in milliseconds, are one that was sent twice. */
const samePauseTime = 10 * 60 * 1000

const source = 'unsubscribe'

const nothing: Preferences = { types: [], channels: {}, rest: {} }

/** Creates the functions that change settings. A user that the service doesn't know has the defaults, and is identified before a change. */
export function createUnsubscribeActions({ adapter, catalog, provision }: ActionsOptions) {
  const client = createUserClient(adapter)
  const entries = catalog?.map((entry) => ({ ...entry, hidden: false })) ?? []
  const { initial = nothing, rules } = adapter.preferences ?? {}
  const canClear = rules?.clear === true

  async function read({ userId, scope }: Target): Promise<Preferences> {
    const saved = await orUndefined(client.preferences.get(userId, { scope }))
    return applyCatalog(saved ?? initial, entries, { frequency: true, complete: rules?.complete })
  }

  async function write({ userId }: Target, run: () => Promise<unknown>): Promise<void> {
    try {
      await run()
    } catch (error) {
      if (!isIdentikitError(error) || error.code !== 'not-found') throw error
      const patch = provision ? await provision(userId) : {}
      // Someone without an account gets no messages.
      if (patch === null) return
      await client.users.identify(userId, patch, { source })
      await run()
    }
  }

  /** Saves changes, and returns those that the service didn't refuse. */
  async function save(
    target: Target,
    changes: readonly PreferenceChange[],
  ): Promise<readonly PreferenceChange[]> {
    if (changes.length === 0) return changes
    const { userId, scope } = target
    const refused = new Map<number, IdentikitError>()
    const onReport = (report: { readonly refused?: readonly RefusedChange[] | undefined }) => {
      for (const { index, error } of report.refused ?? []) refused.set(index, error)
    }
    await write(target, () => {
      refused.clear()
      return client.preferences.update(userId, changes, { scope, source, onReport })
    })
    const saved = changes.filter((_, index) => !refused.has(index))
    const [error] = refused.values()
    if (error && saved.length === 0) throw error
    return saved
  }

  async function stop(target: Target, isAll: boolean): Promise<ActionResult> {
    const preferences = await read(target)
    const all = isAll ? listAllTargets(preferences, target, rules?.parents) : []
    const targets = all.length > 0 ? all : [findDecidingTarget(preferences, target)]
    const changes = turnOff(preferences, targets)
    const settings = targets.map((one) => getSetting(preferences, one))
    if (changes.length === 0 && settings.every((setting) => setting?.state !== 'off'))
      return { lock: (!isAll && settings[0]?.locked) || {} }
    const switches = toUndone(preferences, await save(target, changes), canClear)
    return { undo: switches.length > 0 ? { switches } : undefined }
  }

  async function choose(target: Target, frequency: Frequency): Promise<ActionResult> {
    const { type } = target
    const setting = getFrequencySetting(await read(target), type)
    if (setting?.locked) return { lock: setting.locked }
    // A link never makes messages come more often.
    if (!isRarer(frequency, getFrequency(setting))) return {}
    await save(target, [{ type, frequency }])
    const back = setting?.value ?? (canClear ? null : getFrequency(setting))
    return { undo: { frequency: [frequency, back] } }
  }

  async function pause(target: Target): Promise<ActionResult> {
    const { userId, scope } = target
    const saved = await orUndefined(client.schedule.get(userId, { scope }))
    const back = saved?.pausedUntil ?? null
    const end = Date.now() + pauseTime
    if (back !== null && Date.parse(back) > end - samePauseTime) return {}
    const made = new Date(end).toISOString()
    await write(target, () =>
      client.schedule.update(userId, { pausedUntil: made }, { scope, source }),
    )
    return { undo: { pause: [made, back] } }
  }

  /** Takes changes back that are still made. Returns whether the settings are as before. */
  async function restore(
    target: Target,
    undone: readonly { readonly made: PreferenceChange; readonly back: PreferenceChange }[],
  ): Promise<boolean> {
    const preferences = await read(target)
    const still = undone.filter(({ made }) => isHeld(preferences, made))
    const changes = still.map(({ back }) => back)
    await save(target, changes)
    const isBack = undone.length > 0 && undone.every(({ back }) => isHeld(preferences, back))
    return still.length > 0 || isBack
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
    /**
     * Takes back what is still as the action made it, so that it replaces no later choice.
     * @returns whether something is as it was before the action
     */
    takeBack: async (
      target: Target,
      { switches = [], frequency, pause: paused }: Undo,
    ): Promise<boolean> => {
      const { userId, scope, type } = target
      if (paused) {
        const [made, back] = paused
        const saved = await orUndefined(client.schedule.get(userId, { scope }))
        const held = saved?.pausedUntil ?? null
        if (held === made)
          await client.schedule.update(userId, { pausedUntil: back }, { scope, source })
        return held === made || held === back
      }
      if (frequency) {
        const [made, back] = frequency
        return restore(target, [
          { made: { type, frequency: made }, back: { type, frequency: back } },
        ])
      }
      return restore(
        target,
        switches.map(([own, channel, enabled]) => {
          const changed = { type: own ?? undefined, channel: channel ?? undefined }
          return { made: { ...changed, enabled: false }, back: { ...changed, enabled } }
        }),
      )
    },
  }
}

import type { SwitchChange } from '../../core/preferences/acceptChanges.js'
import { withKey } from '../../core/objectKeys.js'

/** The most workflows of one bulk request. */
const maxBulk = 100

type ChannelsBody = Readonly<Record<string, boolean>>

/** The body of a change of a workflow, or of the global channels. */
export interface PreferenceBody {
  readonly workflowId?: string
  readonly channels: ChannelsBody
}

/** The request that saves some changes: one body of the single endpoint, or several of the bulk endpoint. */
export interface PreferenceRequest {
  readonly path: '/preferences' | '/preferences/bulk'
  readonly bodies: readonly PreferenceBody[]
}

/**
 * Divides changes into runs that are saved one after the other, because a change of a global channel replaces the earlier choices of the
 * workflows: each run has changes of either workflows or global channels, and fits one request.
 */
export function toRuns(changes: readonly SwitchChange[]): readonly SwitchChange[][] {
  const runs: SwitchChange[][] = []
  for (const change of changes) {
    const last = runs.at(-1)
    const isSame = last?.[0] && (last[0].type === undefined) === (change.type === undefined)
    if (last && isSame && hasRoom(last, change)) last.push(change)
    else runs.push([change])
  }
  return runs
}

function hasRoom(run: readonly SwitchChange[], { type }: SwitchChange): boolean {
  const types = new Set(run.map((change) => change.type))
  return types.has(type) || types.size < maxBulk
}

/** Returns the request of a run, or of a part of it. The last change of a setting counts. */
export function toPreferenceRequest(run: readonly SwitchChange[]): PreferenceRequest {
  const bodies = new Map<string | undefined, PreferenceBody>()
  for (const { type, channel = '', enabled } of run) {
    const { channels = {} } = bodies.get(type) ?? {}
    bodies.set(type, {
      ...(type !== undefined && { workflowId: type }),
      channels: withKey(channels, channel, enabled),
    })
  }
  const path = bodies.size > 1 ? '/preferences/bulk' : '/preferences'
  return { path, bodies: [...bodies.values()] }
}

import { withKey } from '../../core/objectKeys.js'
import type { SwitchChange } from '../../core/preferences/acceptChanges.js'

/** The most workflows of one bulk request. */
const maxBulk = 100

/** The body of a change of one workflow. */
export interface PreferenceBody {
  readonly workflowId: string
  readonly channels: Readonly<Record<string, boolean>>
}

/** The request that saves some changes: one body of the single endpoint, or several of the bulk endpoint. */
export interface PreferenceRequest {
  readonly path: '/preferences' | '/preferences/bulk'
  readonly body: PreferenceBody | { readonly preferences: readonly PreferenceBody[] }
}

/** Divides changes into runs of which each fits one request. */
export function toRuns(changes: readonly SwitchChange[]): readonly SwitchChange[][] {
  const runs: SwitchChange[][] = []
  for (const change of changes) {
    const last = runs.at(-1)
    if (last && hasRoom(last, change)) last.push(change)
    else runs.push([change])
  }
  return runs
}

function hasRoom(run: readonly SwitchChange[], { type }: SwitchChange): boolean {
  const types = new Set(run.map((change) => change.type))
  return types.has(type) || types.size < maxBulk
}

/**
 * Returns the request of a run, or of a part of it. The last change of a setting counts. Each body names its workflow: without one, Novu
 * would change the channel for everything and delete the choices of that channel in all workflows.
 */
export function toPreferenceRequest(run: readonly SwitchChange[]): PreferenceRequest {
  const bodies = new Map<string, PreferenceBody>()
  for (const { type = '', channel = '', enabled } of run) {
    const { channels = {} } = bodies.get(type) ?? {}
    bodies.set(type, { workflowId: type, channels: withKey(channels, channel, enabled) })
  }
  const [first, ...others] = bodies.values()
  return first && others.length === 0
    ? { path: '/preferences', body: first }
    : { path: '/preferences/bulk', body: { preferences: [...bodies.values()] } }
}

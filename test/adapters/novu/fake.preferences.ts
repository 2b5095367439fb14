import { answer, isMap, problem, type Answer, type JsonMap } from './fake.json.js'

type Channels = Readonly<Record<string, boolean>>

/** A workflow of the environment. */
export interface FakeWorkflow {
  readonly identifier: string
  readonly name?: string
  /** The channels of its steps, with the defaults of the workflow. */
  readonly channels: Channels
  readonly critical?: boolean
}

/** What a subscriber chose. */
interface Choices {
  readonly global: Channels
  readonly schedule?: unknown
  readonly workflows: ReadonlyMap<string, Channels>
}

/** Options of the preferences of the fake. */
export interface FakePreferenceOptions {
  readonly workflows?: readonly FakeWorkflow[]
  /** Whether a read knows `criticality`. Older versions ignore it, and list no critical workflow. @default true */
  readonly knowsCriticality?: boolean
}

const noChoices: Choices = { global: {}, workflows: new Map() }
const maxBulk = 100

/** Creates the preferences of subscribers. */
export function createFakePreferences(
  { workflows = [], knowsCriticality = true }: FakePreferenceOptions,
  has: (id: string) => boolean,
) {
  const stored = new Map<string, Choices>()
  /** What reads return until the replica is up to date. */
  let replica:
    | { readonly reads: number; readonly choices: ReadonlyMap<string, Choices> }
    | undefined
  const state = { workflows: [...workflows], lag: 0, unseen: 0 }

  const getChoices = (id: string) => stored.get(id) ?? noChoices

  function save(id: string, choices: Choices): void {
    if (state.lag > 0) replica ??= { reads: state.lag, choices: new Map(stored) }
    stored.set(id, choices)
  }

  /** Reads are `secondaryPreferred`: apps/api/src/app/subscribers/usecases/get-subscriber-preference/get-subscriber-preference.usecase.ts. */
  function readChoices(id: string): Choices {
    if (!replica || replica.reads === 0) {
      replica = undefined
      return getChoices(id)
    }
    replica = { ...replica, reads: replica.reads - 1 }
    return replica.choices.get(id) ?? noChoices
  }

  /**
   * Merges the defaults of the workflow, the global choices and those of the workflow, in this order; a critical workflow ignores the choices.
   * Lists and the delivery of messages use the same merge.
   * Source: libs/application-generic/src/usecases/merge-preferences/merge-preferences.usecase.ts, and the test "should deliver inApp message if
   * subscriber disabled inApp channel globally but enabled inApp for workflow with inApp disabled".
   */
  function merge({ identifier, channels, critical }: FakeWorkflow, choices: Choices): Channels {
    const own = critical ? {} : { ...choices.global, ...choices.workflows.get(identifier) }
    return Object.fromEntries(
      Object.entries(channels).map(([channel, value]) => [channel, own[channel] ?? value]),
    )
  }

  /** `criticality` is `nonCritical` by default, and no item says whether its workflow is critical: SubscriberPreferencesWorkflowInfoDto. */
  function list(id: string, asked = 'nonCritical'): JsonMap {
    const criticality = knowsCriticality ? asked : 'nonCritical'
    const choices = readChoices(id)
    const shown = state.workflows.filter(
      ({ critical = false }) => criticality === 'all' || critical === (criticality === 'critical'),
    )
    const active = state.workflows.flatMap(({ channels }) => Object.keys(channels))
    const global = Object.fromEntries(
      [...new Set(active)].map((channel) => [channel, choices.global[channel] ?? true]),
    )
    const { schedule } = choices
    return {
      global: { enabled: true, channels: global, ...(schedule !== undefined && { schedule }) },
      workflows: shown.map((workflow) => ({
        enabled: true,
        channels: merge(workflow, choices),
        overrides: [],
        ...(choices.workflows.has(workflow.identifier) && { updatedAt: '2026-11-01T12:00:00Z' }),
        workflow: {
          slug: `${workflow.identifier}_wf_1`,
          identifier: workflow.identifier,
          name: workflow.name ?? workflow.identifier,
        },
      })),
    }
  }

  /** Source: apps/api/src/app/inbox/usecases/update-preferences/update-preferences.usecase.ts. */
  function changeWorkflow(id: string, workflowId: string, channels: Channels): Answer | undefined {
    const workflow = state.workflows.find(({ identifier }) => identifier === workflowId)
    if (!workflow) return problem.notFound()
    if (workflow.critical) return problem.badRequest()
    const choices = getChoices(id)
    const next = { ...choices.workflows.get(workflowId), ...channels }
    save(id, { ...choices, workflows: new Map(choices.workflows).set(workflowId, next) })
    return undefined
  }

  /**
   * A change of global channels deletes those channels from the choices of every workflow.
   * Source: deleteSubscriberWorkflowChannelPreferences in
   * libs/application-generic/src/usecases/upsert-preferences/upsert-preferences.usecase.ts.
   */
  function changeGlobal(id: string, channels: Channels): void {
    const choices = getChoices(id)
    const workflowChoices = [...choices.workflows].map(([workflowId, own]) => {
      const kept = Object.entries(own).filter(([channel]) => !Object.hasOwn(channels, channel))
      return [workflowId, Object.fromEntries(kept)] as const
    })
    save(id, {
      ...choices,
      global: { ...choices.global, ...channels },
      workflows: new Map(workflowChoices),
    })
  }

  function readChannels(body: JsonMap): Channels | undefined {
    const { channels = {} } = body
    if (!isMap(channels)) return undefined
    const isValid = Object.entries(channels).every(
      ([channel, value]) =>
        ['email', 'sms', 'in_app', 'push', 'chat'].includes(channel) && typeof value === 'boolean',
    )
    return isValid ? (channels as Channels) : undefined
  }

  function patch(id: string, body: unknown): Answer {
    const channels = isMap(body) ? readChannels(body) : undefined
    if (!isMap(body) || !channels) return problem.invalid('channels')
    const { workflowId } = body
    if (typeof workflowId === 'string') {
      const failed = changeWorkflow(id, workflowId, channels)
      if (failed) return failed
    } else changeGlobal(id, channels)
    return answer(list(id))
  }

  /** Source: apps/api/src/app/inbox/usecases/bulk-update-preferences/bulk-update-preferences.usecase.ts. */
  function patchBulk(id: string, body: unknown): Answer {
    const items = isMap(body) && Array.isArray(body['preferences']) ? body['preferences'] : []
    if (items.length === 0) return problem.badRequest()
    if (items.length > maxBulk) return problem.invalid('preferences')
    const changes = (items as unknown[]).map((item) => ({
      workflowId: isMap(item) ? String(item['workflowId']) : '',
      channels: isMap(item) ? readChannels(item) : undefined,
    }))
    const named = changes.map(({ workflowId }) =>
      state.workflows.find(({ identifier }) => identifier === workflowId),
    )
    if (named.includes(undefined)) return problem.notFound()
    if (named.some((workflow) => workflow?.critical)) return problem.badRequest()
    if (changes.some(({ channels }) => !channels)) return problem.invalid('channels')
    for (const { workflowId, channels = {} } of changes) changeWorkflow(id, workflowId, channels)
    return answer(changes.map(({ workflowId }) => ({ level: 'template', workflow: workflowId })))
  }

  return {
    state,
    stored,
    handle(
      method: string,
      id: string,
      part: string | undefined,
      query: URLSearchParams,
      body: unknown,
    ): Answer {
      if (!has(id)) return problem.notFound()
      if (method === 'GET') return answer(list(id, query.get('criticality') ?? undefined))
      if (method !== 'PATCH') return problem.notFound()
      // UpdatePreferences reads the subscriber from a replica, too.
      if (state.unseen > 0) {
        state.unseen -= 1
        return problem.notFound()
      }
      return part === 'bulk' ? patchBulk(id, body) : patch(id, body)
    },
  }
}

// oxlint-disable vitest/no-conditional-expect -- the assertions depend on the state of the model
import { QueryClient } from '@tanstack/react-query'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PreferenceChange, UserPatch } from '../../../src/core.js'
import { createStores } from '../../../src/react/store/stores.js'
import { getIdentification } from '../../../src/react/user/identification.js'
import type { IdentifyOutcome } from '../../../src/react/user/sendIdentify.js'
import { createTestBrowser } from '../store/page.fixture.js'
import {
  busy,
  createIdentifyService,
  locked,
  lost,
  refusedFields,
  type IdentifyRequest,
} from './identify.fixture.js'

const runs = Number(
  process.env['IDENTIKIT_RUNS'] ?? (process.env['IDENTIKIT_CAMPAIGN'] ? 10_000 : 500),
)

interface Content {
  readonly patch: UserPatch
  readonly preferences: readonly PreferenceChange[]
}

type Step =
  | { readonly do: 'identify' | 'declare'; readonly content: Content }
  | { readonly do: 'arrive' | 'answer' | 'refuse preference'; readonly pick: number }
  | { readonly do: 'fail'; readonly pick: number; readonly fault: keyof typeof faults }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'leave' | 'end' | 'offline' | 'online' }

const faults = {
  busy: (request: IdentifyRequest) => request.fail(busy()),
  'busy until': (request: IdentifyRequest) => request.fail(busy(3000)),
  unreachable: (request: IdentifyRequest) => request.fail(lost()),
  lost(request: IdentifyRequest) {
    request.arrive()
    request.fail(lost())
  },
  'refused name': (request: IdentifyRequest) => request.fail(refusedFields('name')),
  refused: (request: IdentifyRequest) => request.fail(refusedFields('origin')),
}

const value = fc.constantFrom('a', 'b')
const email = fc.constantFrom('a@example.com', 'b@example.com')
const consent = fc.record({
  type: fc.constantFrom('news', 'recap'),
  channel: fc.constant('email'),
  enabled: fc.boolean(),
})
const content: fc.Arbitrary<Content> = fc.record({
  patch: fc.record({ name: value, email }, { requiredKeys: [] }),
  preferences: fc.uniqueArray(consent, { maxLength: 2, selector: ({ type }) => type }),
})
const pick = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('identify' as const), content }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('declare' as const),
      content: fc.record({ patch: fc.record({ name: value }), preferences: fc.constant([]) }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom('arrive' as const, 'answer' as const), pick }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse preference' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      pick,
      fault: fc.constantFrom(...(Object.keys(faults) as (keyof typeof faults)[])),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(10, 1000, 5000, 40_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'end' as const, 'offline' as const, 'online' as const),
    }),
  },
)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Call {
  readonly content: Content
  readonly isDeclared: boolean
  outcome?: IdentifyOutcome
  /** Its error is about a request that contained other calls, too. */
  isEnded?: true
}

const keys = ['name', 'email', 'news', 'recap'] as const
type Key = (typeof keys)[number]

const consentOf = (type: string) => ({ type, channel: 'email', enabled: true })

function getValue({ patch, preferences }: Content, key: Key): unknown {
  if (key === 'name' || key === 'email') return patch[key]
  return preferences.find(({ type }) => type === key)?.enabled
}

/** Returns the values that the service may hold after the calls, in their order. */
function getAllowed(calls: readonly Call[], key: Key): readonly unknown[] {
  return calls.reduce<readonly unknown[]>(
    (allowed, { content: sent, outcome, isEnded }) => {
      const wanted = getValue(sent, key)
      if (wanted === undefined) return allowed
      if (outcome?.status === 'saved') return [wanted]
      if (outcome?.status !== 'partial' || isEnded) return [...allowed, wanted]
      const index = sent.preferences.findIndex(({ type }) => type === key)
      const isRefused = Object.hasOwn(
        outcome.error.fields ?? {},
        index < 0 ? key : `changes[${index}]`,
      )
      return isRefused ? [...allowed, wanted] : [wanted]
    },
    [undefined],
  )
}

async function live(steps: readonly Step[], hasOrder: boolean, isKilled: boolean): Promise<void> {
  const service = createIdentifyService({ hasOrder })
  const tab = createTestBrowser().openTab()
  const settings = {
    client: service.client,
    catalog: [],
    onError: undefined,
    onSaved: undefined,
  }
  const stores = createStores(new QueryClient(), 'ada', settings, undefined, tab.page)
  const identification = getIdentification(stores)
  const calls: Call[] = []
  const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
  const pendingOne = (index: number) =>
    service.pending()[index % Math.max(1, service.pending().length)]

  /** Whether content was declared, and no other content that was declared since contradicts it. */
  function isKnown({ patch }: Content): boolean {
    const isEqual = ({ content: other }: Call) =>
      keys.every((key) => getValue(other, key) === getValue({ patch, preferences: [] }, key))
    const declared = calls.filter(({ isDeclared }) => isDeclared)
    const last = declared.map(isEqual).lastIndexOf(true)
    if (last < 0 || declared[last]?.outcome?.status === 'failed') return false
    return declared.slice(last).every(({ content: later }) =>
      keys.every((key) => {
        const both = [getValue(later, key), getValue({ patch, preferences: [] }, key)]
        return both.includes(undefined) || both[0] === both[1]
      }),
    )
  }

  function add(call: Call, result: Promise<IdentifyOutcome>): void {
    calls.push(call)
    void result.then((outcome) => (call.outcome = outcome))
  }

  async function act(one: Step): Promise<void> {
    switch (one.do) {
      case 'identify': {
        const { patch, preferences } = one.content
        const call = { content: one.content, isDeclared: false }
        return add(call, identification.identify('ada', patch, { preferences }))
      }
      case 'declare': {
        const isRepeated = isKnown(one.content)
        const result = identification.declare('ada', one.content.patch, {})
        if (!isRepeated) add({ content: one.content, isDeclared: true }, result)
        return
      }
      case 'arrive':
        return pendingOne(one.pick)?.arrive()
      case 'answer':
        return pendingOne(one.pick)?.answer()
      case 'refuse preference': {
        const request = pendingOne(one.pick)
        if (request?.preferences.length) request.answer([{ index: 0, error: locked() }])
        return
      }
      case 'fail': {
        const request = pendingOne(one.pick)
        if (request) faults[one.fault](request)
        return
      }
      case 'wait':
        return void (await tick(one.milliseconds))
      case 'leave':
        return tab.fire('pagehide')
      case 'end':
        for (const call of calls) if (!call.outcome) call.isEnded = true
        return stores.end()
      case 'offline':
        return tab.goOffline()
      case 'online':
        return tab.goOnline()
    }
  }

  for (const one of steps) {
    await act(one)
    await tick()
    expect(service.mostInFlight()).toBeLessThanOrEqual(1)
    if (!hasOrder) expect(service.pending().length).toBeLessThanOrEqual(1)
  }

  if (isKilled) {
    // Requests of a page that was closed arrive in any order, and are not answered.
    const isClosing = service.pending().some(({ options }) => options.closing)
    const isComplete = !isClosing && (hasOrder || service.pending().length === 0)
    tab.fire('pagehide')
    await tick()
    service.pending().reduceRight<void>((_, request) => request.arrive(), undefined)
    if (!isComplete) return
    for (const call of calls) call.outcome ??= { status: 'saved' }
  } else {
    tab.goOnline()
    for (let round = 0; calls.some(({ outcome }) => !outcome); round++) {
      expect(round).toBeLessThan(200)
      await tick(1000)
      service.pending()[0]?.answer()
    }
    await tick(40_000)
    expect(service.pending()).toEqual([])
    expect(tab.countListeners()).toBe(0)
  }
  for (const key of keys) {
    const held = service.get('ada', key === 'name' || key === 'email' ? key : consentOf(key))
    expect(getAllowed(calls, key)).toContain(held)
  }
}

test(
  'identify: the service holds the last content and every accepted consent, whatever fails',
  { timeout: 1_800_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.boolean(),
        fc.boolean(),
        async (steps, hasOrder, isKilled) => {
          await live(steps, hasOrder, isKilled)
          vi.clearAllTimers()
        },
      ),
      { numRuns: runs },
    )
  },
)

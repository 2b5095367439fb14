import { render } from '@testing-library/react'
import * as fc from 'fast-check'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { messages } from '../../../src/core.js'
import { getPreferenceName } from '../../../src/core/messages/sharedMessages.js'
import { IdentikitProvider, PreferenceCenter } from '../../../src/index.js'
import { createWorld, everythingOff, leaves } from '../../react/world.fixture.js'

/** `VITE_CAMPAIGN=1` does many more runs. */
const runs = import.meta.env['VITE_CAMPAIGN'] ? 1000 : 60

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('click' as const), leaf: fc.nat(5) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('arrive' as const, 'answer' as const),
      pick: fc.nat(3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      pick: fc.nat(3),
      fault: fc.constantFrom('refused', 'failed', 'busy', 'lost', 'unreachable'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(10, 500, 3000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'mount again' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

/** Runs timers and lets React render: its scheduler posts messages, which are not faked. */
async function tick(milliseconds = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  for (let turn = 0; turn < 3; turn++) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve(), { once: true })
      port1.start()
      port2.postMessage(undefined)
    })
  }
}

async function live(steps: readonly Step[]): Promise<void> {
  const world = createWorld(['ada'], everythingOff)
  const names = leaves.map((leaf) => getPreferenceName(messages, everythingOff, leaf))
  const words = new Map<number, boolean>()
  let isMounted = true

  const view = render(<Page />)
  function Page() {
    return (
      <StrictMode>
        <IdentikitProvider client={world.client} userId="ada">
          {isMounted && <PreferenceCenter />}
        </IdentikitProvider>
      </StrictMode>
    )
  }
  const control = (index: number) =>
    view.container.querySelector<HTMLElement>(`[role=switch][aria-label="${names[index]}"]`)
  const isOn = (index: number) => control(index)?.getAttribute('aria-checked') === 'true'
  const getSaveState = (index: number) =>
    control(index)?.closest<HTMLElement>('.ik-preference-switch')?.dataset['save']

  async function act(one: Step): Promise<void> {
    if (one.do === 'click') {
      words.set(one.leaf, !isOn(one.leaf))
      control(one.leaf)?.click()
    } else if (one.do === 'wait') {
      await tick(one.milliseconds)
    } else if (one.do === 'mount again') {
      for (const shown of [false, true]) {
        isMounted = shown
        view.rerender(<Page />)
        await tick()
      }
    } else {
      const request = world.pending()[one.pick % Math.max(1, world.pending().length)]
      if (one.do === 'fail') request?.fail(one.fault)
      else request?.[one.do]()
    }
    await tick()
  }

  await tick()
  for (const request of world.pending()) request.answer()
  await tick()
  for (const one of steps) {
    await act(one)
    expect(world.mostWrites(), 'writes in flight').toBeLessThanOrEqual(1)
    for (const [index, enabled] of words) {
      const isGivenUp = getSaveState(index) === 'failed'
      expect(isOn(index) === enabled || isGivenUp, `${names[index]} was taken back`).toBe(true)
    }
  }
  for (let round = 0; round < 20; round++) {
    for (const request of world.pending()) request.answer()
    await tick(2500)
  }
  for (const index of leaves.keys()) {
    const state = world.state('ada', leaves[index] ?? {})
    expect(isOn(index) ? 'on' : 'off', `${names[index]}: screen and server`).toBe(state)
    const hasError = control(index)?.closest('.ik-preference-switch')?.querySelector('.ik-retry')
    const isWrong = words.has(index) && (state === 'on') !== words.get(index)
    expect(!isWrong || hasError, `${names[index]}: a lost click shows its error`).toBeTruthy()
    expect(words.has(index) || !hasError, `${names[index]}: nobody touched it`).toBeTruthy()
  }
  view.unmount()
}

test(
  `PreferenceCenter: matches the service after random actions, in ${runs} runs`,
  { timeout: 1_800_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25, size: 'max' }), live), {
      numRuns: runs,
    })
  },
)

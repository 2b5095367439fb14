import { render } from '@testing-library/react'
import * as fc from 'fast-check'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { messages } from '../../../src/core.js'
import { IdentikitProvider, PreferenceCenter } from '../../../src/index.js'
import { createWorld, everythingOff, leaves } from '../../react/world.fixture.js'
import { getPreferenceName } from '../../../src/core/messages/preferenceNames.js'

/** The number of random cases; `VITE_CAMPAIGN=1` sets more. */
const runs = import.meta.env['VITE_CAMPAIGN'] ? 1000 : 60

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('click' as const), setting: fc.nat(5) }) },
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

/** Runs timers and waits until React has rendered. Its scheduler posts messages, which are not faked. */
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

async function runSteps(steps: readonly Step[]): Promise<void> {
  const world = createWorld(['ada'], everythingOff)
  const names = leaves.map((target) => getPreferenceName(messages, everythingOff, target))
  const clicked = new Map<number, boolean>()
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

  async function run(action: Step): Promise<void> {
    if (action.do === 'click') {
      clicked.set(action.setting, !isOn(action.setting))
      control(action.setting)?.click()
    } else if (action.do === 'wait') {
      await tick(action.milliseconds)
    } else if (action.do === 'mount again') {
      for (const shown of [false, true]) {
        isMounted = shown
        view.rerender(<Page />)
        await tick()
      }
    } else {
      const request = world.pending()[action.pick % Math.max(1, world.pending().length)]
      if (action.do === 'fail') request?.fail(action.fault)
      else request?.[action.do]()
    }
    await tick()
  }

  await tick()
  for (const request of world.pending()) request.answer()
  await tick()
  for (const action of steps) {
    await run(action)
    expect(world.mostWrites(), 'writes in flight').toBeLessThanOrEqual(1)
    for (const [index, enabled] of clicked) {
      const hasFailed = getSaveState(index) === 'failed'
      expect(isOn(index) === enabled || hasFailed, `${names[index]} was reverted`).toBe(true)
    }
  }
  for (let round = 0; round < 20; round++) {
    for (const request of world.pending()) request.answer()
    await tick(2500)
  }
  for (const index of leaves.keys()) {
    const state = world.state('ada', leaves[index] ?? {})
    expect(isOn(index) ? 'on' : 'off', `${names[index]}: screen and server`).toBe(state)
    const retryName = messages.preferences.retrySetting(names[index] ?? '')
    const hasError = view.container.querySelector(`[aria-label="${retryName}"]`)
    const isWrong = clicked.has(index) && (state === 'on') !== clicked.get(index)
    expect(!isWrong || hasError, `${names[index]}: a lost click shows its error`).toBeTruthy()
    expect(
      clicked.has(index) || !hasError,
      `${names[index]}: no error without a click`,
    ).toBeTruthy()
  }
  view.unmount()
}

test(
  `PreferenceCenter: matches the service after random actions, in ${runs} runs`,
  { timeout: 1_800_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25, size: 'max' }), runSteps), {
      numRuns: runs,
    })
  },
)

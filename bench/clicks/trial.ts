import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { Contender } from './contender.js'
import type { Recording, TrialEvent } from './events.js'
import { createLink } from './link.js'
import type { Mode } from './modes.js'
import { createPlan, switchIds, type SwitchId } from './plan.js'
import { ShownContext } from './Switch.js'

/** Milliseconds without a request until a page counts as settled. No client here pauses longer between two tries. */
const settleTime = 1200
/** Milliseconds until a trial fails. */
const timeout = 90_000

/** The click that caused the running code. */
const causes = new AsyncLocalStorage<number>()

/** Runs one trial: one user, one page, ten clicks. */
export async function runTrial(
  contender: Contender,
  mode: Mode,
  seed: number,
  userId: string,
): Promise<Recording> {
  const plan = createPlan(seed, mode)
  const events: TrialEvent[] = []
  const newest = new Map<unknown, number>()
  const link = createLink({
    mode,
    seed,
    onAttempt: (number) => events.push({ type: 'attempt', click: number }),
    onFailed: (number) => events.push({ type: 'failed', click: number }),
  })
  const { Page, saved } = await contender.open({
    link,
    userId,
    initial: plan.initial,
    causingClick: () => [causes.getStore()].filter((number) => number !== undefined),
    newestClicks: (ids) => ids.map((id) => newest.get(id)).filter((number) => number !== undefined),
  })

  const shown = new Map<SwitchId, boolean>()
  function onShown(id: SwitchId, isOn: boolean): void {
    if (shown.get(id) !== isOn) events.push({ type: 'shown', id, isOn, at: performance.now() })
    shown.set(id, isOn)
  }

  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const button = (id: SwitchId) => container.querySelector<HTMLElement>(`[aria-label=${id}]`)
  const has = (selector: string) => container.querySelector(selector) !== null

  function click(number: number, id: SwitchId): void {
    const wanted = button(id)?.getAttribute('aria-checked') !== 'true'
    events.push({ type: 'click', click: number, id, wanted, at: performance.now() })
    newest.set(id, number)
    causes.run(number, () => button(id)?.click())
  }

  try {
    root.render(createElement(ShownContext.Provider, { value: onShown }, createElement(Page)))
    await waitUntil('shows its switches', () => switchIds.every((id) => button(id)))
    link.arm()
    for (const [number, { id, after }] of plan.clicks.entries()) {
      await sleep(after)
      click(number, id)
    }
    await waitUntil('settles', () => link.idleFor() > settleTime && !has('[aria-busy=true]'))
    const savedChoices = await saved()
    const final = switchIds.map((id) => {
      const isShown = button(id)?.getAttribute('aria-checked') === 'true'
      const hasError = button(id)?.dataset['error'] === 'true'
      return [id, { shown: isShown, hasError, saved: savedChoices[id] }] as const
    })
    return { events, final: Object.fromEntries(final) as Recording['final'], ...link.stats }
  } finally {
    root.unmount()
    container.remove()
  }

  async function waitUntil(event: string, isTrue: () => boolean): Promise<void> {
    const start = performance.now()
    while (!isTrue()) {
      if (performance.now() - start > timeout)
        throw new Error(`${contender.name}, ${mode.name}, seed ${seed}: the page never ${event}.`)
      await sleep(20)
    }
  }
}

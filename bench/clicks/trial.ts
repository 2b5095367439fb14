import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Contender } from './contender.js'
import type { Recording, TrialEvent } from './events.js'
import { createLink } from './link.js'
import type { Mode } from './modes.js'
import { createPlan, switchIds, type SwitchId } from './plan.js'
import { between, createRandom } from './random.js'
import type { bundlePages } from './realm.js'

/** Milliseconds without a request until a page counts as settled. No client here pauses longer between two tries. */
const settleTime = 1200
/** Milliseconds until a trial fails. */
const timeout = 90_000

/** The click that caused the running code. */
const causes = new AsyncLocalStorage<number>()

interface TrialOptions {
  readonly contender: Contender
  readonly mode: Mode
  readonly seed: number
  readonly userId: string
  readonly openPage: Awaited<ReturnType<typeof bundlePages>>
}

/** Runs one trial: one user, ten clicks, and one page, or two if the first one leaves. */
export async function runTrial(options: TrialOptions): Promise<Recording> {
  const { contender, mode, seed, userId, openPage } = options
  const plan = createPlan(seed, mode)
  const events: TrialEvent[] = []
  const newest = new Map<unknown, number>()
  const storage = new Map<string, string>()
  const link = createLink({
    mode,
    seed,
    onAttempt: (number) => events.push({ type: 'attempt', click: number }),
    onFailed: (number) => events.push({ type: 'failed', click: number }),
  })
  const { saved, ...service } = await contender.open({ userId, initial: plan.initial })

  const shown = new Map<SwitchId, boolean>()
  function onShown(id: SwitchId, isOn: boolean): void {
    if (shown.get(id) !== isOn) events.push({ type: 'shown', id, isOn, at: performance.now() })
    shown.set(id, isOn)
  }

  const open = () =>
    openPage({
      ...service,
      name: contender.page,
      userId,
      storage,
      connection: link.connect(),
      onShown,
      causingClick: () => [causes.getStore()].filter((number) => number !== undefined),
      newestClicks: (ids) =>
        ids.map((id) => newest.get(id)).filter((number) => number !== undefined),
    })
  let page = open()
  const button = (id: SwitchId) => page.container.querySelector<HTMLElement>(`[aria-label=${id}]`)
  const has = (selector: string) => page.container.querySelector(selector) !== null

  function click(number: number, id: SwitchId): void {
    const wanted = button(id)?.getAttribute('aria-checked') !== 'true'
    events.push({ type: 'click', click: number, id, wanted, at: performance.now() })
    newest.set(id, number)
    causes.run(number, () => button(id)?.click())
  }

  try {
    await waitUntil('shows its switches', () => switchIds.every((id) => button(id)))
    link.arm()
    for (const [number, { id, after }] of plan.clicks.entries()) {
      await sleep(after)
      click(number, id)
    }
    if (mode.leaving) {
      await sleep(between(createRandom(seed, 'leaving'), mode.leaving))
      await page.leave()
      page = open()
      await waitUntil('shows its switches again', () => switchIds.every((id) => button(id)))
    }
    // Also since now: on a busy machine, the link may be idle for long before the last click.
    const start = performance.now()
    const idleFor = () => Math.min(link.idleFor(), performance.now() - start)
    await waitUntil('settles', () => idleFor() > settleTime && !has('[aria-busy=true]'))
    const savedChoices = await saved()
    const final = switchIds.map((id) => {
      const isShown = button(id)?.getAttribute('aria-checked') === 'true'
      const hasError = button(id)?.dataset['error'] === 'true'
      return [id, { shown: isShown, hasError, saved: savedChoices[id] }] as const
    })
    return { events, final: Object.fromEntries(final) as Recording['final'], ...link.stats }
  } finally {
    await page.leave()
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

import { render } from '@testing-library/react'
import { Profiler, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { PreferenceCenter, PreferenceSwitch, usePreferenceSummary } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../../src/testing.js'

const { preferences: t } = messages
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Returns how often Chromium has laid out the page. */
async function countLayouts(): Promise<number> {
  await cdp().send('Performance.enable')
  const { metrics } = await cdp().send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Number.NaN
}

function Summary(): ReactNode {
  return usePreferenceSummary('comments')
}

test('PreferenceCenter: a click lays out the page at most four times, from the pointer to the end of the mark', async () => {
  render(<PreferenceCenter />, {
    wrapper: createWrapper({ adapter: createMemoryAdapter({ users: [ada], preferences }) }),
  })
  const control = page.getByRole('switch', { name: t.cell('Comments and mentions', 'Push') })
  const other = page.getByRole('switch', { name: t.cell('Assignments', 'Push') })
  await userEvent.click(other)
  await expect.poll(() => document.querySelector('[data-save]'), { timeout: 5000 }).toBeNull()
  await userEvent.hover(control)
  await wait(100)
  const before = await countLayouts()
  await userEvent.click(control)
  await expect.element(control).toBeChecked()
  await expect.poll(() => document.querySelector('[data-save]'), { timeout: 5000 }).toBeNull()
  await wait(100)
  expect((await countLayouts()) - before).toBeLessThanOrEqual(4)
})

test('PreferenceSwitch: a click renders one switch and the summary of its row, once', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.latency = 300
  const rendered: string[] = []
  const parts = {
    email: <PreferenceSwitch type="comments" channel="email" />,
    push: <PreferenceSwitch type="comments" channel="push" />,
    summary: <Summary />,
  }
  render(
    Object.entries(parts).map(([id, part]) => (
      <Profiler key={id} id={id} onRender={(which) => void rendered.push(which)}>
        {part}
      </Profiler>
    )),
    { wrapper: createWrapper({ adapter }) },
  )
  const control = page.getByRole('switch', { name: t.cell('Comments and mentions', 'Push') })
  await expect.element(control).toBeVisible()
  rendered.length = 0
  await userEvent.click(control)
  await expect.element(control).toBeChecked()
  expect([...rendered].sort()).toEqual(['push', 'summary'])
  // The check mark, and its end.
  await expect.poll(() => document.querySelector('[data-save=saved]')).not.toBeNull()
  await expect.poll(() => document.querySelector('[data-save]'), { timeout: 5000 }).toBeNull()
  expect([...rendered].sort()).toEqual(['push', 'push', 'push', 'summary'])
})

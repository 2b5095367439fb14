import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { page } from 'vitest/browser'
import type { StreakMetricType, StreakSettings as Settings } from '../../../src/core.js'
import { StreakSettings } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../../src/testing.js'

export const metrics: readonly StreakMetricType[] = [
  { key: 'words', label: 'Words', unit: 'words', max: 10_000, step: 10, presets: [200, 500] },
  { key: 'minutes', label: 'Reading', unit: 'minutes' },
]

export const streak: Settings = {
  enabled: true,
  evaluationMode: 'or',
  metrics: [
    { key: 'words', threshold: 500 },
    { key: 'minutes', threshold: 10 },
  ],
  daysOff: [0],
}

/** Renders the settings of a user with two metrics. */
export function showStreak(
  options: MemoryAdapterOptions = {},
  props: WrapperOptions = {},
  view: ReactNode = <StreakSettings />,
) {
  const adapter = createMemoryAdapter({ users: [ada], streak, ...options })
  const screen = render(view, { wrapper: createWrapper({ adapter, metrics, ...props }) })
  const patches = () =>
    adapter.calls.filter(({ member }) => member === 'streak.update').map(({ input }) => input)
  return { adapter, patches, ...screen }
}

/** Clicks without the delay of a browser click. */
export function clickNow(role: 'switch' | 'radio' | 'checkbox', name: string): void {
  const control = page.getByRole(role, { name }).element()
  if (control instanceof HTMLElement) control.click()
}

import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import type { Schedule } from '../../../src/core.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../../src/testing.js'

export const schedule: Schedule = {
  enabled: true,
  hours: [
    { day: 1, from: 540, to: 1080 },
    { day: 5, from: 540, to: 725 },
    { day: 5, from: 1320, to: 360 },
  ],
}

/** Renders a view of a user in Seoul. */
export function showSchedule(
  view: ReactNode,
  options: MemoryAdapterOptions = {},
  props: WrapperOptions = {},
) {
  const users = [{ ...ada, timezone: 'Asia/Seoul' }]
  const adapter = createMemoryAdapter({ users, schedule, ...options })
  const screen = render(view, { wrapper: createWrapper({ adapter, ...props }) })
  const patches = () =>
    adapter.calls.filter(({ member }) => member === 'schedule.update').map(({ input }) => input)
  /** Sends the responses that `faults.pause` holds, and all later ones at once. */
  function release(): void {
    adapter.faults.pause = false
    adapter.faults.release()
  }
  return { adapter, patches, release, ...screen }
}

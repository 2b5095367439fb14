import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { IdentikitError } from '../../../src/core/errors.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'

const email = { type: 'news', channel: 'email' }
const push = { type: 'news', channel: 'push' }

/** Writes with the order of one writer, and returns the state of the settings and the report. */
async function write(
  adapter: ReturnType<typeof createMemoryAdapter>,
  seq: number,
  changes: readonly { type: string; channel: string; enabled: boolean }[],
  writer = 'browser',
) {
  let report: WriteReport | undefined
  const saved = await adapter.preferences?.update('ada', changes, {
    order: { writer, seq },
    onReport: (received) => (report = received),
  })
  return { states: [email, push].map((at) => getSetting(saved, at)?.state), report }
}

const open = (rules = { order: true }) => createMemoryAdapter({ users: [{ id: 'ada' }], rules })

describe('createMemoryAdapter with rules.order', () => {
  it('ignores a change that arrives after a later one of its writer, and reports it', async () => {
    const adapter = open()
    await write(adapter, 2, [{ ...email, enabled: true }])
    const late = [email, push].map((target) => ({ ...target, enabled: false }))
    expect(await write(adapter, 1, late)).toEqual({
      states: ['on', 'off'],
      report: { superseded: ['["news","email"]'] },
    })
  })

  it('applies a repeat, and a change of another writer', async () => {
    const adapter = open()
    await write(adapter, 2, [{ ...email, enabled: true }])
    expect(await write(adapter, 2, [{ ...email, enabled: false }])).toEqual({
      states: ['off', undefined],
      report: undefined,
    })
    const other = await write(adapter, 1, [{ ...email, enabled: true }], 'other')
    expect(other).toEqual({ states: ['on', undefined], report: undefined })
  })

  it('reports refused and superseded changes together', async () => {
    const adapter = open()
    await write(adapter, 2, [{ ...email, enabled: true }])
    adapter.faults.refuse = ({ channel }) =>
      channel === 'push' ? { code: 'locked', problem: 'is locked' } : undefined
    const late = [email, push].map((target) => ({ ...target, enabled: false }))
    expect((await write(adapter, 1, late)).report).toEqual({
      superseded: ['["news","email"]'],
      refused: [{ index: 1, error: expect.any(IdentikitError) as unknown }],
    })
  })

  it('is off by default', async () => {
    const adapter = open({ order: false })
    await write(adapter, 2, [{ ...email, enabled: true }])
    expect((await write(adapter, 1, [{ ...email, enabled: false }])).states[0]).toBe('off')
  })
})

import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { getSetting } from '../../../src/core.js'
import { usePreferences } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const on = { state: 'on' } as const
const preferences = {
  types: [
    { id: 'news', channels: { email: on } },
    { id: 'legal', channels: { email: { state: 'on', locked: {} } } },
  ],
  channels: { email: on },
} as const

test('a channel that replaces the choices of types changes them at once, and a failed save brings them back', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences, rules: { parents: 'replace' } })
  const { result } = renderHook(() => usePreferences(), {
    wrapper: createWrapper({ adapter, catalog: [] }),
  })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  const readState = (type: string) =>
    getSetting(result.current.preferences, { type, channel: 'email' })?.state
  adapter.faults.latency = 100
  adapter.faults.refuse = ({ type }) =>
    type === undefined ? { code: 'invalid', problem: 'is refused' } : undefined
  const refused = result.current.update({ channel: 'email', enabled: false })
  await waitFor(() => expect(readState('news')).toBe('off'))
  expect(readState('legal')).toBe('on')
  await refused
  await waitFor(() => expect(readState('news')).toBe('on'))

  adapter.faults.refuse = undefined
  void result.current.update({ channel: 'email', enabled: false })
  await result.current.update({ type: 'news', channel: 'email', enabled: true })
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(getSetting(result.current.preferences, { channel: 'email' })?.state).toBe('off')
  expect(readState('news')).toBe('on')
})

test('undo of a channel that replaced the choices of types restores them, and keeps later ones', async () => {
  const types = ['news', 'recap', 'tips'].map((id) => ({
    id,
    channels: { email: { state: id === 'recap' ? 'off' : 'on' } as const },
  }))
  const adapter = createMemoryAdapter({
    users: [ada],
    preferences: { types, channels: { email: { state: 'off' } } },
    rules: { parents: 'replace' },
  })
  const { result } = renderHook(() => usePreferences(), {
    wrapper: createWrapper({ adapter, catalog: [] }),
  })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  const readStates = async () => {
    const saved = await adapter.preferences?.get(ada.id)
    return [undefined, 'news', 'recap', 'tips'].map(
      (type) => getSetting(saved, { type, channel: 'email' })?.state,
    )
  }
  const { undo } = await result.current.update({ channel: 'email', enabled: true })
  expect(await readStates()).toEqual(['on', 'on', 'on', 'on'])
  await result.current.update({ type: 'tips', channel: 'email', enabled: false })
  await undo()
  expect(await readStates()).toEqual(['off', 'on', 'off', 'off'])
})

import { expect, test } from 'vitest'
import { listChangedDefaults } from '../../../src/core/preferences/changedDefaults.js'
import type { Preferences } from '../../../src/core.js'

const preferences: Preferences = {
  types: [
    {
      id: 'news',
      setting: { state: 'off', default: true },
      channels: {
        email: { state: 'off', default: true },
        push: { state: 'on', default: true },
        sms: { state: 'unset', default: true },
        chat: { state: 'on' },
        in_app: { state: 'conditional', default: true },
        webhook: { state: 'off', default: true, locked: {} },
      },
      frequency: { value: 'daily', options: ['instant', 'daily'] },
    },
    {
      id: 'tips',
      channels: {},
      frequency: { value: 'daily', default: 'daily', options: ['instant', 'daily'] },
    },
    {
      id: 'law',
      channels: {},
      frequency: { value: 'daily', options: ['instant', 'daily'], locked: {} },
    },
  ],
  channels: { email: { state: 'off', default: true }, push: { state: 'unset', default: false } },
  subscribed: { state: 'on', default: false },
  rest: {},
}

test('listChangedDefaults: lists the settings that the user can change and whose value is not the default', () => {
  expect(listChangedDefaults(preferences).changed).toEqual([
    { channel: 'email', enabled: null },
    { type: 'news', enabled: null },
    { type: 'news', channel: 'email', enabled: null },
    { enabled: null },
    { type: 'news', frequency: null },
  ])
})

test('listChangedDefaults: counts only settings whose default is known', () => {
  expect(listChangedDefaults(preferences).total).toBe(12)
  expect(listChangedDefaults(undefined)).toEqual({ changed: [], total: 0 })
})

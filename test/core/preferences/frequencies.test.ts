import { describe, expect, it } from 'vitest'
import { applyCatalog, isLocked } from '../../../src/core/preferences/catalog.js'
import { getFrequency, type FrequencySetting } from '../../../src/core/preferences/frequencies.js'
import {
  applyPreferenceChange,
  getFrequencySetting,
  preferenceKey,
  type Preferences,
} from '../../../src/core/preferences/preferences.js'

const toPage = (frequency?: FrequencySetting): Preferences => ({
  types: [
    { id: 'news', setting: { state: 'on' }, channels: {}, ...(frequency && { frequency }) },
    { id: 'tips', channels: {} },
  ],
  channels: {},
  rest: {},
})

describe('getFrequency', () => {
  it.each<[FrequencySetting | undefined, string]>([
    [undefined, 'instant'],
    [{ options: [] }, 'instant'],
    [{ options: ['daily', 'instant'] }, 'instant'],
    [{ options: ['daily', 'weekly'] }, 'daily'],
    [{ options: ['daily', 'weekly'], default: 'weekly' }, 'weekly'],
    [{ options: ['daily', 'weekly'], default: 'weekly', value: 'daily' }, 'daily'],
  ])('of %j is %s', (setting, expected) => {
    expect(getFrequency(setting)).toBe(expected)
  })
})

describe('applyPreferenceChange with a frequency', () => {
  it('changes the frequency of one type only', () => {
    const page = toPage({ options: ['daily', 'weekly'], default: 'weekly' })
    const next = applyPreferenceChange(page, { type: 'news', frequency: 'daily' })
    expect(next.types[0]).toEqual({
      ...page.types[0],
      frequency: { options: ['daily', 'weekly'], default: 'weekly', value: 'daily' },
    })
    expect(next.types[1]).toBe(page.types[1])
    expect(applyPreferenceChange(next, { type: 'news', frequency: null })).toEqual(page)
  })

  it('adds a missing frequency, also of an unknown type, but deletes none', () => {
    const page = toPage()
    for (const type of ['news', 'unknown']) {
      const next = applyPreferenceChange(page, { type, frequency: 'daily' })
      expect(getFrequencySetting(next, type)?.value).toBe('daily')
      const cleared = applyPreferenceChange(page, { type, frequency: null })
      expect(cleared).toEqual(page)
    }
  })
})

it('preferenceKey: tells the frequency of a type from its switch', () => {
  const keys = [
    { type: 'news', frequency: 'daily' },
    { type: 'news', frequency: null },
    { type: 'news' },
  ]
  expect(keys.map(preferenceKey)).toEqual([
    '["news",null,"frequency"]',
    '["news",null,"frequency"]',
    '["news",null]',
  ])
})

describe('applyCatalog with frequencies', () => {
  const options = ['daily', 'weekly'] as const
  const lay = (frequency: FrequencySetting | undefined, entry: object) =>
    getFrequencySetting(applyCatalog(toPage(frequency), [{ id: 'news', ...entry }]), 'news')

  it('offers the options of an entry, with its default', () => {
    expect(lay(undefined, { frequency: { options, default: 'weekly' } })).toEqual({
      options,
      default: 'weekly',
    })
  })

  it('keeps a choice and a default of the service that are options', () => {
    const saved: FrequencySetting = { value: 'daily', default: 'weekly', options: ['monthly'] }
    expect(lay(saved, { frequency: { options } })).toEqual({ ...saved, options })
    expect(lay(saved, { frequency: { options: ['hourly'] } })).toEqual({ options: ['hourly'] })
  })

  it('has no frequency without one in the entry, and keeps that of a type without an entry', () => {
    const saved: FrequencySetting = { value: 'daily', options }
    expect(lay(saved, {})).toBeUndefined()
    const page = applyCatalog(toPage(saved), [{ id: 'tips' }])
    expect(getFrequencySetting(page, 'news')).toBe(saved)
  })

  it('locks the frequency of a type whose channels are all locked, at its default', () => {
    const entry = { frequency: { options, default: 'weekly' }, locked: { reason: 'law' } }
    const saved: FrequencySetting = { value: 'daily', options }
    const locked = { options, default: 'weekly', locked: { reason: 'law' } }
    expect(lay(saved, entry)).toEqual(locked)
    const partly = { ...entry, locked: { channels: ['email'] } }
    expect(lay(saved, partly)).toEqual({ options, default: 'weekly', value: 'daily' })
    const target = { type: 'news', frequency: 'daily' } as const
    const isLockedBy = (given: object) => isLocked([{ id: 'news', ...given }], target)
    expect([isLockedBy(entry), isLockedBy(partly), isLockedBy({})]).toEqual([true, false, false])
  })
})

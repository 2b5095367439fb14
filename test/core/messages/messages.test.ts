import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../src/core/errors.js'
import { messages } from '../../../src/core/messages/messages.js'
import { mergeMessages } from '../../../src/core/messages/mergeMessages.js'
import type {
  PreferenceTarget,
  Preferences,
  PreferenceSetting,
} from '../../../src/core/preferences/preferences.js'
import {
  getChannelLabel,
  getChannelNames,
  getPreferenceName,
  getTypeName,
} from '../../../src/core/messages/preferenceNames.js'

const texts = messages.preferences

/** Every string of the catalog by its path, those that are made of names and numbers by example. */
function strings(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const make = value as (...input: unknown[]) => unknown
    if (path.endsWith('Many')) return [0, 1, 2, 1000].flatMap((count) => strings(make(count), path))
    if (path.endsWith('.tryAgainIn'))
      return [1, 40, 7200].flatMap((wait) => strings(make('Busy.', wait), path))
    if (path.endsWith('.count')) return [0, 1, 419].flatMap((found) => strings(make(found), path))
    if (path.endsWith('.offset'))
      return [0, 330, -480].flatMap((minutes) => strings(make(minutes), path))
    if (path.endsWith('.option')) return strings(make(['Kolkata', 'India']), path)
    if (path.endsWith('avatar.kinds')) return strings(make(['PNG', 'GIF']), path)
    if (path.endsWith('.summary')) return strings(make(['Email', 'Push']), path)
    return strings(make('new-comment', 'Email'), path)
  }
  return Object.entries(value as object).flatMap(([key, part]) => strings(part, `${path}.${key}`))
}

const catalog = strings(messages, 'messages')

describe('messages', () => {
  it.each(catalog)("%s isn't empty: %s", (_, text) => {
    expect(text.trim()).not.toBe('')
    expect(text).toBe(text.trim())
    expect(text).not.toMatch(/undefined|null|NaN|\[object|=>/)
  })

  it.each(catalog)('%s names the effect, not the mechanism: %s', (_, text) => {
    expect(text).not.toMatch(
      /subscriber|workflow|topic|opt(?:ed)?[ -]?(?:out|in)\b|preference set/i,
    )
    expect(text).not.toMatch(
      /identikit|knock|novu|notiflows|trophy|courier|onesignal|engage\b|postgres/i,
    )
  })

  it('has one sentence for each error code', () => {
    expect(Object.keys(messages.errors).sort()).toEqual([...errorCodes].sort())
    for (const sentence of Object.values(messages.errors)) expect(sentence).toMatch(/^[A-Z].+\.$/)
  })

  it('contains no words for developers', () => {
    for (const sentence of Object.values(messages.errors)) {
      expect(sentence).not.toMatch(/\(|\)|adapter|status|\bid\b|null|HTTP|JSON/)
    }
  })

  it('formats counts, names and lists', () => {
    expect(messages.savedMany(3)).toContain('3')
    expect(messages.notSavedMany(3)).toContain('3')
    expect(texts.summary(['Email', 'Push'])).toBe('Email, Push')
    expect(messages.savedOn('News, Email')).toBe('News, Email: on. Saved')
    expect(messages.savedOff('News, Email')).toBe('News, Email: off. Saved')
    expect(messages.notSavedNamed('News, Email')).toContain('News, Email')
    expect(messages.retrySetting('News, Email')).toContain('News, Email')
    expect(texts.cell('Weekly recap', 'Email')).toBe('Weekly recap, Email')
  })
})

describe('mergeMessages', () => {
  it('returns the messages unchanged without a patch', () => {
    expect(mergeMessages(messages, undefined)).toBe(messages)
    expect(mergeMessages(messages, {})).toEqual(messages)
  })

  it('replaces given keys of sections and keeps the rest', () => {
    const patched = mergeMessages(messages, {
      retry: 'Nochmal',
      errors: { network: 'Keine Verbindung.' },
      channels: { email: 'E-Mail' },
      preferences: { title: 'Benachrichtigungen', cell: (type, channel) => `${channel}: ${type}` },
    })
    expect(patched.retry).toBe('Nochmal')
    expect(patched.errors).toEqual({ ...messages.errors, network: 'Keine Verbindung.' })
    expect(patched.channels).toEqual({ ...messages.channels, email: 'E-Mail' })
    expect(patched.preferences.title).toBe('Benachrichtigungen')
    expect(patched.preferences.cell('News', 'Push')).toBe('Push: News')
    expect(patched.preferences.overridden).toBe(texts.overridden)
    expect(patched.otherChannel).toBe(messages.otherChannel)
  })

  it('uses the base where a function of the patch throws', () => {
    const fail = () => {
      throw new Error('A bug of the host.')
    }
    const patched = mergeMessages(messages, { otherChannel: fail, preferences: { cell: fail } })
    expect(patched.otherChannel('fax')).toBe('Fax')
    expect(patched.preferences.cell('News', 'Push')).toBe('News, Push')
  })

  it('replaces functions of the top level', () => {
    const patched = mergeMessages(messages, { otherChannel: (channel) => `<${channel}>` })
    expect(patched.otherChannel('fax')).toBe('<fax>')
    expect(patched.errors).toBe(messages.errors)
  })

  it('applies patches in order without mutation', () => {
    const before = JSON.stringify(messages)
    const first = mergeMessages(messages, { errors: { network: 'one', timeout: 'one' } })
    const second = mergeMessages(first, { errors: { network: 'two' } })
    expect(second.errors).toEqual({ ...messages.errors, network: 'two', timeout: 'one' })
    expect(first.errors.network).toBe('one')
    expect(JSON.stringify(messages)).toBe(before)
  })
})

describe('getChannelLabel', () => {
  it.each(Object.entries(messages.channels))('calls %s %s', (channel, name) => {
    expect(getChannelLabel(messages, channel)).toBe(name)
  })

  it.each([
    ['carrier_pigeon', 'Carrier pigeon'],
    ['carrier-pigeon', 'Carrier pigeon'],
    ['whatsApp', 'WhatsApp'],
    ['channel:team.chat', 'Team chat'],
    ['constructor', 'Constructor'],
    ['toString', 'ToString'],
    ['__proto__', 'Proto'],
    ['___', '___'],
    ['a:', 'A:'],
    ['ñandú', 'Ñandú'],
    ['😀', '😀'],
  ])('labels the unknown channel %s as %s', (channel, name) => {
    expect(getChannelLabel(messages, channel)).toBe(name)
  })
})

describe('getChannelNames', () => {
  it('adds the id to channels of the same label', () => {
    const called = getChannelNames(messages, ['email', 'Email', 'channel:email', 'push', 'email'])
    expect([...called]).toEqual([
      ['email', 'Email (email)'],
      ['Email', 'Email (Email)'],
      ['channel:email', 'Email (channel:email)'],
      ['push', 'Push'],
    ])
  })

  it('never returns the name of another channel', () => {
    const called = getChannelNames(messages, ['email', 'Email', 'email (email)'])
    expect(new Set(called.values()).size).toBe(3)
  })
})

const on: PreferenceSetting = { state: 'on' }
const page = (...types: Preferences['types']): Preferences => ({
  types: types.map((type) => ({ ...type, channels: { email: on, push: on } })),
  channels: { email: on },
  subscribed: on,
  rest: {},
})
const type = (id: string, label?: string, group?: string) => ({ id, label, group, channels: {} })

/** What every type of a page is called. */
const names = (...types: Preferences['types']) =>
  types.map(({ id }) => getTypeName(messages, page(...types), id))

describe('getTypeName', () => {
  it('is the label, else the humanized id', () => {
    expect(names(type('a', 'News'), type('workflow:new-comment'))).toEqual(['News', 'New comment'])
    expect(getTypeName(messages, page(), 'workflow:gone')).toBe('Gone')
    expect(getTypeName(messages, undefined, 'workflow:early')).toBe('Early')
  })

  it('adds the group, else the id, to types of the same label', () => {
    expect(names(type('a', 'News', 'Company'), type('b', 'News', 'Friends'))).toEqual([
      'News (Company)',
      'News (Friends)',
    ])
    expect(names(type('a', 'News', 'Company'), type('b', 'News'))).toEqual([
      'News (Company)',
      'News (b)',
    ])
    expect(names(type('a', 'News', 'Company'), type('b', 'News', 'Company'))).toEqual([
      'News (a)',
      'News (b)',
    ])
    expect(names(type('workflow:news'), type('category:news'))).toEqual([
      'News (workflow:news)',
      'News (category:news)',
    ])
  })

  it('treats an empty group as no group', () => {
    expect(names(type('a', 'News', ''), type('b', 'News', 'Friends'))).toEqual([
      'News (a)',
      'News (Friends)',
    ])
  })

  it('computes all names of a page once', () => {
    let asked = 0
    const counting = mergeMessages(messages, {
      preferences: { sameLabel: (label, id) => `${label} ${(asked += 1)} ${id}` },
    })
    const data = page(...Array.from({ length: 500 }, (_, n) => type(`type ${n}`, 'News')))
    for (const { id } of data.types) {
      getTypeName(counting, data, id)
      getPreferenceName(counting, data, { type: id, channel: 'email' })
    }
    expect(asked).toBeLessThan(600)
    expect(getTypeName(messages, data, 'type 1')).toBe('News (type 1)')
    expect(getTypeName(messages, page(type('type 1', 'News')), 'type 1')).toBe('News')
  })

  it('never returns the name of another type', () => {
    const same = (...types: Preferences['types']) => {
      const list = names(...types)
      expect(new Set(list).size).toBe(list.length)
    }
    same(type('a', 'News', 'x'), type('x', 'News'))
    same(type('a', 'News'), type('b', 'News'), type('c', 'News (a)'))
    same(type('a', 'News', 'G'), type('b', 'News', 'H'), type('c', 'News (G)'))
    same(type('news'), type('b', 'News'))
  })
})

describe('getPreferenceName', () => {
  it('names every kind of switch', () => {
    const data = page(type('news', 'Weekly recap'))
    expect(getPreferenceName(messages, data, { type: 'news', channel: 'email' })).toBe(
      'Weekly recap, Email',
    )
    expect(getPreferenceName(messages, data, { type: 'news' })).toBe('Weekly recap')
    expect(getPreferenceName(messages, data, { channel: 'email' })).toBe('All notifications, Email')
    expect(getPreferenceName(messages, data, {})).toBe('News and offers')
  })

  it('names absent targets', () => {
    expect(getPreferenceName(messages, undefined, { type: 'new-comment', channel: 'fax' })).toBe(
      'New comment, Fax',
    )
  })

  it('distinguishes channels of the same label on the whole page', () => {
    const data: Preferences = {
      types: [{ id: 'news', channels: { email: on, Email: on, push: on } }],
      channels: { 'channel:email': on },
      rest: {},
    }
    const called = (leaf: PreferenceTarget) => getPreferenceName(messages, data, leaf)
    expect(called({ type: 'news', channel: 'email' })).toBe('News, Email (email)')
    expect(called({ type: 'news', channel: 'Email' })).toBe('News, Email (Email)')
    expect(called({ type: 'news', channel: 'push' })).toBe('News, Push')
    expect(called({ channel: 'channel:email' })).toBe('All notifications, Email (channel:email)')
  })

  it('uses custom messages', () => {
    const patched = mergeMessages(messages, {
      channels: { email: 'E-Mail' },
      preferences: { cell: (title, channel) => `${title} per ${channel}` },
    })
    const leaf = { type: 'news', channel: 'email' }
    expect(getPreferenceName(patched, page(type('news', 'Neues')), leaf)).toBe('Neues per E-Mail')
  })

  it('is unique for every switch of a page', () => {
    const channels = fc
      .subarray([
        'email',
        'Email',
        'channel:email',
        'in_app',
        'In-app',
        '__proto__',
        'a:proto',
        'fax',
      ])
      .map((list) => Object.fromEntries(list.map((channel) => [channel, on])))
    const types = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'news', 'x:news', 'y:news', '__proto__', 'toString', 'Group'),
        label: fc.constantFrom(undefined, 'News', 'Recap', 'News (a)', 'News (Group)', 'Recap (b)'),
        group: fc.constantFrom(undefined, 'Group', 'a', 'Other'),
        setting: fc.constantFrom(undefined, on),
        channels,
      }),
      { selector: ({ id }) => id },
    )
    fc.assert(
      fc.property(types, channels, (list, everywhere) => {
        const data: Preferences = { types: list, channels: everywhere, subscribed: on, rest: {} }
        const leaves: PreferenceTarget[] = [
          {},
          ...Object.keys(everywhere).map((channel) => ({ channel })),
          ...list.flatMap(({ id, setting }) => (setting ? [{ type: id }] : [])),
          ...list.flatMap(({ id, channels: cells }) =>
            Object.keys(cells).map((channel) => ({ type: id, channel })),
          ),
        ]
        const called = leaves.map((leaf) => getPreferenceName(messages, data, leaf))
        expect(called.filter((name, index) => called.indexOf(name) !== index)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

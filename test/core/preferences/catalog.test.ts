import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLocked, applyCatalog, type CatalogEntry } from '../../../src/core/preferences/catalog.js'
import {
  getSetting,
  type Preferences,
  type PreferenceSetting,
} from '../../../src/core/preferences/preferences.js'

const page: Preferences = {
  types: [
    {
      id: 'news',
      label: 'Service news',
      description: 'From the service',
      group: 'Service group',
      channels: { email: { state: 'on' }, push: { state: 'unset' } },
    },
    { id: 'digest', setting: { state: 'off' }, channels: { email: { state: 'off' } } },
    { id: 'unheard-of', channels: { fax: { state: 'on' } } },
  ],
  channels: { email: { state: 'on' } },
  subscribed: { state: 'unset' },
  rest: { kept: 1 },
}

const lay = (...catalog: CatalogEntry[]) => applyCatalog(page, catalog)
const ids = ({ types }: Preferences) => types.map(({ id }) => id)
const news = (of: Preferences) => of.types.find(({ id }) => id === 'news')

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze)
  return Object.freeze(value)
}

describe('applyCatalog', () => {
  it('changes nothing with an empty catalog', () => {
    expect(lay()).toEqual(page)
  })

  it('adds no unlocked setting to complete preferences', () => {
    const rules = { complete: true }
    const catalog: CatalogEntry[] = [
      { id: 'news', channels: ['push', 'sms', 'fax'], locked: { channels: ['fax'] } },
      { id: 'absent', channels: ['email'] },
      { id: 'locked', channels: ['email'], default: true, locked: {} },
      { id: 'switch', channels: [] },
      { id: 'locked-switch', channels: [], default: true, locked: {} },
    ]
    const shown = applyCatalog(page, catalog, rules)
    expect(ids(shown)).toEqual(['news', 'locked', 'locked-switch', 'digest', 'unheard-of'])
    expect(Object.keys(news(shown)?.channels ?? {})).toEqual(['push', 'fax', 'email'])
    expect(applyCatalog(page, [{ id: 'unheard-of', channels: [] }], rules)).toEqual({
      ...page,
      types: [page.types[2], page.types[0], page.types[1]],
    })
  })

  it('adds all settings where complete preferences have no type', () => {
    const catalog: CatalogEntry[] = [{ id: 'news', channels: ['email'] }]
    const none = { ...page, types: [] }
    expect(applyCatalog(none, catalog, { complete: true })).toEqual(applyCatalog(none, catalog))
  })

  it('overrides labels and keeps those that it lacks', () => {
    expect(news(lay({ id: 'news', label: 'News', group: 'Company' }))).toMatchObject({
      label: 'News',
      description: 'From the service',
      group: 'Company',
    })
  })

  it('keeps the other preferences unchanged', () => {
    const laid = lay({ id: 'news', default: false, locked: {} })
    expect(laid.channels).toBe(page.channels)
    expect(laid.subscribed).toBe(page.subscribed)
    expect(laid.rest).toBe(page.rest)
  })

  it('sorts its types first, then those of the service', () => {
    expect(ids(lay({ id: 'digest' }))).toEqual(['digest', 'news', 'unheard-of'])
    expect(ids(lay({ id: 'digest' }, { id: 'news' }))).toEqual(['digest', 'news', 'unheard-of'])
  })

  it('uses the first entry of an id', () => {
    const laid = lay(
      { id: 'news', label: 'First' },
      { id: 'digest' },
      { id: 'news', label: 'Second', locked: {}, order: -1 },
      { id: 'digest', hidden: true },
    )
    expect(ids(laid)).toEqual(['news', 'digest', 'unheard-of'])
    expect(news(laid)?.label).toBe('First')
    expect(getSetting(laid, { type: 'news', channel: 'email' })).toEqual({ state: 'on' })
  })

  it('takes linear time', () => {
    const many = Array.from({ length: 100_000 }, (_, n) => ({
      id: `type ${n}`,
      order: n % 2 === 0 ? 100_000 - n : undefined,
    }))
    const start = performance.now()
    expect(applyCatalog(page, many).types).toHaveLength(100_003)
    expect(performance.now() - start).toBeLessThan(3000)
  })

  it('sorts by order, else by index', () => {
    expect(
      ids(lay({ id: 'a', order: 2 }, { id: 'b', order: 1 }, { id: 'c', order: -1 })).slice(0, 3),
    ).toEqual(['c', 'b', 'a'])
    expect(ids(lay({ id: 'a' }, { id: 'b' }, { id: 'c', order: 0.5 })).slice(0, 3)).toEqual([
      'a',
      'c',
      'b',
    ])
    expect(ids(lay({ id: 'a', order: 1 }, { id: 'b', order: 1 })).slice(0, 2)).toEqual(['a', 'b'])
  })

  it('adds a type that the service lacks, with unset settings', () => {
    expect(lay({ id: 'new', label: 'New', channels: ['email', 'push'] }).types[0]).toEqual({
      id: 'new',
      label: 'New',
      description: undefined,
      group: undefined,
      channels: { email: { state: 'unset' }, push: { state: 'unset' } },
    })
  })

  it('keeps a type that only the service has', () => {
    expect(lay({ id: 'news' }).types.at(-1)).toBe(page.types[2])
  })

  it('omits hidden types', () => {
    expect(ids(lay({ id: 'digest', hidden: true }, { id: 'new', hidden: true }))).toEqual([
      'news',
      'unheard-of',
    ])
  })

  it('sorts its channels first, then those of the service', () => {
    expect(
      Object.keys(news(lay({ id: 'news', channels: ['sms', 'push'] }))?.channels ?? {}),
    ).toEqual(['sms', 'push', 'email'])
  })

  it('adds a switch to a type with an empty channel list', () => {
    expect(lay({ id: 'new', channels: [] }).types[0]).toMatchObject({
      setting: { state: 'unset' },
      channels: {},
    })
    expect(lay({ id: 'digest', channels: [] }).types[0]?.setting).toEqual({ state: 'off' })
    expect(lay({ id: 'new' }).types[0]).not.toHaveProperty('setting')
    expect(lay({ id: 'new', channels: ['email'] }).types[0]).not.toHaveProperty('setting')
  })

  it('never treats a default as a choice', () => {
    const laid = lay({ id: 'news', default: true }, { id: 'digest', default: true })
    expect(getSetting(laid, { type: 'news', channel: 'push' })).toEqual({
      state: 'unset',
      default: true,
    })
    expect(getSetting(laid, { type: 'news', channel: 'email' })).toEqual({
      state: 'on',
      default: true,
    })
    expect(getSetting(laid, { type: 'digest', channel: 'email' })).toEqual({
      state: 'off',
      default: true,
    })
    expect(getSetting(laid, { type: 'digest' })).toEqual({ state: 'off', default: true })
  })

  it('applies defaults by channel', () => {
    const laid = applyCatalog(
      {
        ...page,
        types: [
          {
            id: 'news',
            setting: { state: 'unset' },
            channels: {
              email: { state: 'unset', default: true },
              push: { state: 'unset', default: true },
            },
          },
        ],
      },
      [{ id: 'news', channels: ['email', 'push', 'sms'], default: { email: false, sms: true } }],
    )
    expect(news(laid)?.channels).toEqual({
      email: { state: 'unset', default: false },
      push: { state: 'unset', default: true },
      sms: { state: 'unset', default: true },
    })
    expect(news(laid)?.setting).toEqual({ state: 'unset' })
  })

  it('locks every switch of a type at its default', () => {
    expect(
      lay({ id: 'digest', channels: ['email', 'push'], default: true, locked: { reason: 'law' } })
        .types[0],
    ).toMatchObject({
      setting: { state: 'on', default: true, locked: { reason: 'law' } },
      channels: {
        email: { state: 'on', default: true, locked: { reason: 'law' } },
        push: { state: 'on', default: true, locked: { reason: 'law' } },
      },
    })
  })

  it('locks at off by default, or at the saved state without a default', () => {
    expect(news(lay({ id: 'news', default: { email: false }, locked: {} }))?.channels).toEqual({
      email: { state: 'off', default: false, locked: { reason: undefined } },
      push: { state: 'unset', locked: { reason: undefined } },
    })
  })

  it('locks the listed channels and the switch of the type', () => {
    const laid = lay({
      id: 'digest',
      channels: ['email', 'push'],
      default: { email: true },
      locked: { reason: 'law', channels: ['email'] },
    }).types[0]
    expect(laid?.setting).toEqual({ state: 'off', locked: { reason: 'law' } })
    expect(laid?.channels).toEqual({
      email: { state: 'on', default: true, locked: { reason: 'law' } },
      push: { state: 'unset' },
    })
  })

  it('keeps a lock of the service', () => {
    const locked: PreferenceSetting = { state: 'on', locked: { reason: 'service' } }
    const laid = applyCatalog({ ...page, types: [{ id: 'news', channels: { email: locked } }] }, [
      { id: 'news', default: false },
    ])
    expect(news(laid)?.channels).toEqual({ email: { ...locked, default: false } })
  })

  it.each(['__proto__', 'constructor', 'toString'])(
    'takes a type and a channel named %s as any other',
    (name) => {
      const laid = lay(
        { id: name, channels: [name], default: { email: true } },
        { id: 'news', channels: [name] },
      )
      expect(laid.types[0]?.id).toBe(name)
      expect(Object.entries(laid.types[0]?.channels ?? {})).toEqual([[name, { state: 'unset' }]])
      expect(getSetting(laid, { type: 'news', channel: name })).toEqual({ state: 'unset' })
      const locked = lay({ id: 'news', channels: [name], default: { email: true }, locked: {} })
      expect(getSetting(locked, { type: 'news', channel: name })).toEqual({
        state: 'unset',
        locked: { reason: undefined },
      })
    },
  )

  it('supports a channel named __proto__', () => {
    const saved = JSON.parse('{"__proto__":{"state":"off"}}') as Record<string, PreferenceSetting>
    const laid = applyCatalog({ ...page, types: [{ id: 'news', channels: saved }] }, [
      { id: 'news', default: JSON.parse('{"__proto__":true}') as Record<string, boolean> },
    ])
    expect(getSetting(laid, { type: 'news', channel: '__proto__' })).toEqual({
      state: 'off',
      default: true,
    })
  })

  it("doesn't mutate its input, keeps choices and is idempotent", () => {
    const entry: fc.Arbitrary<CatalogEntry> = fc.record(
      {
        id: fc.constantFrom('news', 'digest', 'unheard-of', 'new', '__proto__'),
        order: fc.integer({ min: -2, max: 2 }),
        default: fc.oneof(fc.boolean(), fc.constant({ email: true, fax: false })),
        channels: fc.subarray(['email', 'push', 'fax', 'constructor'] as const),
        label: fc.constant('Label'),
      },
      { requiredKeys: ['id'] },
    )
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ id }) => id }), (catalog) => {
        const laid = applyCatalog(freeze(page), freeze(catalog))
        for (const { id, channels } of page.types) {
          for (const [channel, { state }] of Object.entries(channels)) {
            expect(getSetting(laid, { type: id, channel })?.state).toBe(state)
          }
        }
        expect(new Set(ids(laid))).toEqual(new Set([...ids(page), ...catalog.map(({ id }) => id)]))
        expect(applyCatalog(laid, catalog)).toEqual(laid)
      }),
    )
  })
})

describe('isLocked', () => {
  const catalog: CatalogEntry[] = [
    { id: 'security', locked: {} },
    { id: 'news', locked: { channels: ['email'] } },
    { id: 'digest' },
  ]

  it.each([
    [{ type: 'security', channel: 'email' }, true],
    [{ type: 'security', channel: 'constructor' }, true],
    [{ type: 'security' }, true],
    [{ type: 'news', channel: 'email' }, true],
    [{ type: 'news', channel: 'push' }, false],
    [{ type: 'news' }, true],
    [{ type: 'digest', channel: 'email' }, false],
    [{ type: 'digest' }, false],
    [{ type: 'unheard-of', channel: 'email' }, false],
    [{ channel: 'email' }, false],
    [{}, false],
  ])('says of %j: %s', (leaf, locked) => {
    expect(isLocked(catalog, leaf)).toBe(locked)
  })
})

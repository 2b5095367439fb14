import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { bumpSessionEpoch } from '../../../src/react/store/sessionEpoch.js'
import { memoize } from '../../../src/core/memoize.js'
import { createStores, type Stores } from '../../../src/react/store/stores.js'
import { getIdentification } from '../../../src/react/user/identification.js'
import { getPendingIdentifications } from '../../../src/react/user/pendingIdentifications.js'
import type { UserId } from '../../../src/react/store/queries.js'
import { createTestBrowser } from '../store/page.fixture.js'
import { busy, createIdentifyService, locked, lost, refusedFields } from './identify.fixture.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const news = { type: 'news', channel: 'email', enabled: true }
const recap = { type: 'recap', channel: 'email', enabled: false }
const saved = { status: 'saved' }

/** The stores of some users over one cache in one tab. */
function setUp({ hasOrder = true, persist = true } = {}) {
  const queryClient = new QueryClient()
  const service = createIdentifyService({ hasOrder })
  const browser = createTestBrowser()
  const tab = browser.openTab()
  const onError = vi.fn()
  const onSaved = vi.fn()
  const settings = { client: service.client, catalog: [], persist, onError, onSaved }
  const opened = new Map<UserId, Stores>()
  const openStores = (userId: UserId) =>
    memoize(opened, userId, () => createStores(queryClient, userId, settings, undefined, tab.page))
  const open = (userId: UserId) => getIdentification(openStores(userId))
  return {
    queryClient,
    service,
    browser,
    tab,
    onError,
    onSaved,
    open,
    openStores,
    stores: openStores('ada'),
    identification: open('ada'),
  }
}

const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
const longerThanJitter = 1000

/** Returns whether a promise has settled. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const settled = vi.fn()
  void promise.then(settled)
  await tick()
  return settled.mock.calls.length > 0
}

describe('identify', () => {
  it('sends a, b, a one after another when b is slow, and ends with a', async () => {
    const { service, identification } = setUp()
    const results = ['a', 'b', 'a'].map((name) => identification.identify('ada', { name }))
    for (let index = 0; index < 3; index++) {
      await tick(3000)
      expect(service.pending()).toHaveLength(1)
      service.next().answer()
    }
    expect(await Promise.all(results)).toEqual([saved, saved, saved])
    expect(service.all.map(({ patch }) => patch.name)).toEqual(['a', 'b', 'a'])
    expect(service.get('ada', 'name')).toBe('a')
    const seqs = service.all.map(({ options }) => options.order?.seq ?? 0)
    expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other))
  })

  it('sends one request for a call that equals the last unsettled one', async () => {
    const { service, identification } = setUp()
    const results = [1, 2, 3].map(() => identification.identify('ada', { name: 'a' }))
    await tick()
    service.next().answer()
    expect(await Promise.all(results)).toEqual([saved, saved, saved])
    void identification.identify('ada', { name: 'a' })
    await tick()
    expect(service.all).toHaveLength(2)
  })

  it('orders the calls of two providers for a new user, with one writer', async () => {
    const { service, open } = setUp()
    const results = [
      open(null).identify('user_new', { name: 'a' }),
      open('user_new').identify('user_new', { name: 'b' }),
    ]
    await tick()
    expect(service.pending()).toHaveLength(1)
    service.next().answer()
    await tick()
    service.next().answer()
    expect(await Promise.all(results)).toEqual([saved, saved])
    const [first, second] = service.all.map(({ options }) => options.order)
    expect(second?.writer).toBe(first?.writer)
    expect(second?.seq).toBeGreaterThan(first?.seq ?? Infinity)
  })

  it('sends calls for different users at the same time', async () => {
    const { service, identification } = setUp()
    void identification.identify('ada', { name: 'a' })
    void identification.identify('bob', { name: 'b' })
    await tick()
    expect(service.pending()).toHaveLength(2)
  })

  it.each([
    ['a 503', busy],
    ['a lost answer', lost],
  ])('is retried after %s, with profile, consent and the same order', async (_, error) => {
    const { service, identification, onError } = setUp()
    const result = identification.identify('ada', { name: 'a' }, { preferences: [news] })
    await tick()
    service.next().fail(error())
    await tick(longerThanJitter)
    service.next().answer()
    expect(await result).toEqual(saved)
    const [first, second] = service.all.map(({ patch, preferences, options: { order } }) => {
      return { patch, preferences, order }
    })
    expect(second).toEqual(first)
    expect(service.get('ada', news)).toBe(true)
    expect(onError).not.toHaveBeenCalled()
  })

  it('is retried after Retry-After, not before', async () => {
    const { service, identification } = setUp()
    void identification.identify('ada', { name: 'a' })
    await tick()
    service.next().fail(busy(7000))
    await tick(6999)
    expect(service.all).toHaveLength(1)
    await tick(1)
    expect(service.all).toHaveLength(2)
  })

  it('fails after four tries, and the next call is sent', async () => {
    const { service, identification, onError } = setUp()
    const result = identification.identify('ada', { name: 'a' })
    const next = identification.identify('ada', { email: 'a@example.com' })
    for (let tries = 0; tries < 4; tries++) {
      await tick(5000)
      service.next().fail(busy())
    }
    expect(await result).toMatchObject({ status: 'failed', error: { status: 503 } })
    expect(onError).toHaveBeenCalledOnce()
    await tick()
    service.next().answer()
    expect(await next).toEqual(saved)
  })

  it('is replaced if a value of a later write of the same browser was saved before', async () => {
    const { service, identification } = setUp()
    const result = identification.identify('ada', { name: 'a' })
    await tick()
    const { options, id } = service.next()
    const order = { writer: options.order?.writer ?? '', seq: (options.order?.seq ?? 0) + 1 }
    const later = service.client.users.identify(id, { name: 'b' }, { order })
    service.pending().at(-1)?.answer()
    await later
    service.next().answer()
    expect(await result).toEqual({ status: 'replaced' })
    expect(service.get('ada', 'name')).toBe('b')
  })

  it('announces the save to other tabs and stores no profile data', async () => {
    const { service, browser, open } = setUp()
    void open(null).identify('user_new', { name: 'Secret' }, { preferences: [news] })
    await tick()
    expect([...browser.stored.values()].join(' ')).not.toMatch(/Secret|news/)
    service.next().answer()
    await tick()
    expect(browser.messages.map(({ resource }) => resource)).toEqual(['user', 'preferences'])
    expect([...browser.stored.values()].join(' ')).not.toMatch(/Secret|news/)
  })
})

it('identify: stores nothing with `persist: false`', async () => {
  const { service, browser, open } = setUp({ persist: false })
  void open(null).identify('user_new', { name: 'a' })
  void open('ada').identify('ada', { name: 'b' })
  await tick()
  expect(service.all).toHaveLength(2)
  expect(browser.stored.size).toBe(0)
})

describe('identify with refused parts', () => {
  it('saves the profile when the service refuses a preference', async () => {
    const { service, identification, onError, onSaved } = setUp()
    const result = identification.identify('ada', { name: 'a' }, { preferences: [news, recap] })
    await tick()
    service.next().answer([{ index: 1, error: locked() }])
    const error = { code: 'locked', fields: { 'changes[1]': 'was refused' } }
    expect(await result).toMatchObject({ status: 'partial', error })
    expect(service.all).toHaveLength(1)
    expect(service.get('ada', 'name')).toBe('a')
    expect(service.get('ada', news)).toBe(true)
    expect(onError).toHaveBeenCalledOnce()
    expect(onSaved).toHaveBeenCalledWith({ resource: 'user', patch: { name: 'a' } })
  })

  it('is retried when a preference could not be saved for now', async () => {
    const { service, identification } = setUp()
    const result = identification.identify('ada', { name: 'a' }, { preferences: [news] })
    await tick()
    service.next().answer([{ index: 0, error: busy() }])
    await tick(longerThanJitter)
    service.next().answer()
    expect(await result).toEqual(saved)
    expect(service.get('ada', news)).toBe(true)
  })

  it('saves consent and other fields when the service refuses a field', async () => {
    const { service, identification } = setUp()
    const patch = { name: 'a', email: 'a@example.com', traits: { plan: 'team', role: 'admin' } }
    const result = identification.identify('ada', patch, { preferences: [news] })
    await tick()
    service.next().fail(refusedFields('email', 'traits.plan'))
    await tick()
    expect(service.next()).toMatchObject({
      patch: { name: 'a', traits: { role: 'admin' } },
      preferences: [news],
    })
    expect(service.next().patch.email).toBeUndefined()
    service.next().answer()
    expect(await result).toMatchObject({ status: 'partial', error: { code: 'forbidden' } })
    expect(service.get('ada', news)).toBe(true)
  })

  it('retries the second request, too', async () => {
    const { service, identification } = setUp()
    const result = identification.identify('ada', { name: 'a' }, { preferences: [news] })
    await tick()
    service.next().fail(refusedFields('changes[0]'))
    await tick()
    service.next().fail(busy())
    await tick(longerThanJitter)
    service.next().answer()
    expect(await result).toMatchObject({ status: 'partial' })
    expect(service.get('ada', 'name')).toBe('a')
  })

  it('names what each of two requests refused', async () => {
    const { service, identification } = setUp()
    const preferences = [news, recap]
    const result = identification.identify('ada', { name: 'a' }, { preferences })
    await tick()
    service.next().fail(refusedFields('name', 'changes[0]'))
    await tick()
    service.next().answer([{ index: 0, error: locked() }])
    expect(await result).toMatchObject({
      status: 'partial',
      error: {
        fields: { name: 'was refused', 'changes[0]': 'was refused', 'changes[1]': 'was refused' },
      },
    })
  })

  it('sends no third request', async () => {
    const { service, identification } = setUp()
    const result = identification.identify('ada', { name: 'a', email: 'a@example.com' })
    await tick()
    service.next().fail(refusedFields('name'))
    await tick()
    service.next().fail(refusedFields('email'))
    expect(await result).toMatchObject({
      status: 'failed',
      error: { fields: { email: 'was refused' } },
    })
    expect(service.all).toHaveLength(2)
  })
})

describe('identify while offline', () => {
  it('sends nothing, and resumes when the browser is online', async () => {
    const { service, tab, identification } = setUp()
    tab.goOffline()
    const result = identification.identify('ada', { name: 'a' })
    await tick(60_000)
    expect(service.all).toHaveLength(0)
    tab.goOnline()
    await tick()
    service.next().answer()
    expect(await result).toEqual(saved)
    await tick()
    expect(tab.countListeners()).toBe(0)
  })

  it.each([
    ['before the request fails', true],
    ['between two tries', false],
  ])('keeps a call when the connection ends %s', async (_, isBefore) => {
    const { service, tab, identification, onError } = setUp()
    const result = identification.identify('ada', { name: 'a' })
    await tick()
    if (isBefore) tab.goOffline()
    service.next().fail(lost())
    await tick()
    if (!isBefore) tab.goOffline()
    await tick(120_000)
    expect(service.all).toHaveLength(1)
    tab.goOnline()
    await tick()
    service.next().answer()
    expect(await result).toEqual(saved)
    expect(onError).not.toHaveBeenCalled()
  })
})

describe('identify when the page closes', () => {
  it('sends everything that is unsettled in one request beside the one in flight', async () => {
    const { service, tab, identification } = setUp()
    const results = [
      identification.identify(
        'ada',
        { name: 'a', email: 'a@example.com' },
        { preferences: [news] },
      ),
      identification.identify('ada', { name: 'b' }, { preferences: [recap] }),
      identification.identify('ada', { traits: { plan: 'team' } }),
    ]
    await tick()
    tab.fire('pagehide')
    tab.fire('pagehide')
    expect(service.pending()).toHaveLength(2)
    const closing = service.pending()[1]
    expect(closing).toMatchObject({
      patch: { name: 'b', email: 'a@example.com', traits: { plan: 'team' } },
      preferences: [news, recap],
      options: { keepalive: true, closing: true, source: 'identify' },
    })
    closing?.answer()
    service.next().answer()
    expect(await Promise.all(results)).toEqual([saved, saved, saved])
    expect(service.get('ada', 'name')).toBe('b')
    await tick()
    expect(service.all).toHaveLength(2)
  })

  it('sends nothing beside a request in flight where the service has no order', async () => {
    const { service, tab, identification } = setUp({ hasOrder: false })
    void identification.identify('ada', { name: 'a' })
    void identification.identify('ada', { name: 'b' })
    await tick()
    tab.fire('pagehide')
    expect(service.all).toHaveLength(1)
  })

  it('sends what is between two tries, whatever Retry-After says', async () => {
    const { service, tab, identification } = setUp({ hasOrder: false })
    const result = identification.identify('ada', { name: 'a' }, { preferences: [news] })
    await tick()
    service.next().fail(busy(20_000))
    await tick(350)
    tab.fire('pagehide')
    expect(service.next()).toMatchObject({ preferences: [news], options: { closing: true } })
    service.next().answer()
    expect(await result).toEqual(saved)
    await tick(60_000)
    expect(service.all).toHaveLength(2)
  })

  it('sends the patch without device data that is not known yet', async () => {
    const { service, tab, identification } = setUp()
    vi.spyOn(service.client.users, 'get').mockReturnValue(new Promise(() => {}))
    void identification.identify('ada', { name: 'a' }, { detect: 'if-empty' })
    await tick()
    tab.fire('pagehide')
    expect(service.next().patch).toEqual({ name: 'a' })
  })

  it('leaves out a field that the client refuses', async () => {
    const { service, tab, identification } = setUp()
    void identification.identify('ada', { name: 'a' })
    void identification.identify('ada', { email: 'no address' }, { preferences: [news] })
    await tick()
    tab.fire('pagehide')
    await tick()
    expect(service.pending().at(-1)).toMatchObject({
      patch: { name: 'a' },
      preferences: [news],
      options: { closing: true },
    })
  })

  it('sends the calls again one by one if the page is restored and the request was lost', async () => {
    const { service, tab, identification } = setUp()
    const results = [
      identification.identify('ada', { name: 'a' }),
      identification.identify('ada', { email: 'a@example.com' }),
    ]
    await tick()
    service.next().fail(busy(20_000))
    await tick()
    tab.fire('pagehide')
    service.next().fail(lost())
    await tick()
    service.next().answer()
    await tick()
    service.next().answer()
    expect(await Promise.all(results)).toEqual([saved, saved])
    expect(service.all.map(({ options }) => options.closing ?? false)).toEqual([
      false,
      true,
      false,
      false,
    ])
  })
})

describe('end', () => {
  it('ends calls that were made before the user signed in', async () => {
    const { service, open, openStores } = setUp()
    const result = open(null).identify('user_new', { name: 'a' })
    await tick()
    service.next().fail(busy(20_000))
    await tick()
    openStores('user_new').end()
    await tick()
    expect(service.next()).toMatchObject({ patch: { name: 'a' }, options: { closing: true } })
    service.next().fail(busy())
    expect(await result).toMatchObject({ status: 'failed' })
  })

  it('sends what is unsettled once more and ends the calls', async () => {
    const { service, identification, stores, onError } = setUp()
    const results = [
      identification.identify('ada', { name: 'a' }),
      identification.identify('ada', { email: 'a@example.com' }),
    ]
    await tick()
    service.next().fail(busy(20_000))
    await tick()
    stores.end()
    await tick()
    expect(service.next()).toMatchObject({
      patch: { name: 'a', email: 'a@example.com' },
      options: { closing: true },
    })
    service.next().fail(busy())
    expect(await Promise.all(results)).toMatchObject([{ status: 'failed' }, { status: 'failed' }])
    expect(onError).toHaveBeenCalledTimes(2)
    await tick(60_000)
    expect(service.all).toHaveLength(2)
  })

  it('waits for the request in flight where the service has no order', async () => {
    const { service, identification, stores } = setUp({ hasOrder: false })
    const results = [
      identification.identify('ada', { name: 'a' }),
      identification.identify('ada', { name: 'b' }),
    ]
    await tick()
    stores.end()
    await tick()
    expect(service.all).toHaveLength(1)
    service.next().answer()
    await tick()
    expect(service.next()).toMatchObject({ patch: { name: 'b' }, options: { closing: true } })
    service.next().answer()
    expect(await Promise.all(results)).toEqual([saved, saved])
    expect(service.all).toHaveLength(2)
  })

  it('ends no calls for another user, and later calls are sent', async () => {
    const { service, identification, stores, openStores } = setUp()
    void identification.identify('user_new', { name: 'a' })
    await tick()
    stores.end()
    openStores(null).end()
    await tick()
    expect(service.all).toHaveLength(1)
    service.next().answer()
    const again = identification.identify('ada', { name: 'b' })
    await tick()
    service.next().answer()
    expect(await again).toEqual(saved)
  })
})

describe('markDeleted', () => {
  it('fails pending and later calls until the session ends', async () => {
    const { queryClient, service, tab, identification } = setUp()
    const first = identification.identify('ada', { name: 'a' })
    const second = identification.identify('ada', { name: 'b' })
    await tick()
    service.next().fail(busy(20_000))
    await tick()
    identification.markDeleted('ada')
    tab.fire('pagehide')
    const notFound = { status: 'failed', error: { code: 'not-found' } }
    expect(await Promise.all([first, second])).toMatchObject([notFound, notFound])
    await identification.settled('ada')
    expect(await identification.identify('ada', { name: 'c' })).toMatchObject(notFound)
    expect(service.all).toHaveLength(1)

    bumpSessionEpoch(queryClient, null)
    const again = identification.identify('ada', { name: 'd' })
    await tick()
    service.next().answer()
    expect(await again).toEqual(saved)
  })
})

describe('declare', () => {
  async function declare(
    { service, identification }: ReturnType<typeof setUp>,
    ...patches: object[]
  ): Promise<void> {
    for (const patch of patches) {
      void identification.declare('ada', patch, { detect: false })
      await tick()
      service.pending()[0]?.answer()
      await tick()
    }
  }

  it('sends content again when it changes back, and once otherwise', async () => {
    const all = setUp()
    const [a, b] = [{ name: 'a' }, { name: 'b' }]
    await declare(all, a, a, b, b, a, a)
    expect(all.service.all.map(({ patch }) => patch.name)).toEqual(['a', 'b', 'a'])
    expect(all.service.get('ada', 'name')).toBe('a')
  })

  it('sends contents that fit together once each', async () => {
    const all = setUp()
    const [a, b] = [
      { name: 'a', traits: { plan: 'team' } },
      { name: 'a', traits: { role: 'admin' } },
    ]
    await declare(all, a, b, a, b)
    expect(all.service.all).toHaveLength(2)
  })

  it('sends content again after it failed', async () => {
    const { service, identification } = setUp()
    const first = identification.declare('ada', { name: 'a' }, {})
    await tick()
    service.next().fail(refusedFields())
    expect(await first).toMatchObject({ status: 'failed' })
    void identification.declare('ada', { name: 'a' }, {})
    await tick()
    expect(service.all).toHaveLength(2)
  })
})

describe('whenIdentified', () => {
  it('waits for sign-ups of other users, not of the signed-in one', async () => {
    const { open, openStores, service, queryClient } = setUp()
    const elsewhere = createStores(
      queryClient,
      null,
      {
        client: createIdentifyService({ id: 'elsewhere' }).client,
        catalog: [],
        onError: undefined,
        onSaved: undefined,
      },
      undefined,
    )
    const [before, after] = [openStores('ada'), openStores('user_new')]
    const end = getPendingIdentifications(before).beginSignUp('ada')
    const reading = after.whenIdentified('user_new')
    expect(await isSettled(reading)).toBe(false)
    expect(await isSettled(after.whenIdentified('ada'))).toBe(true)
    expect(await isSettled(elsewhere.whenIdentified('user_new'))).toBe(true)
    const identifying = open('ada').identify('user_new', { name: 'Ada' })
    end()
    expect(await isSettled(reading)).toBe(false)
    service.next().answer()
    expect(await identifying).toEqual(saved)
    expect(await isSettled(reading)).toBe(true)
    expect(await isSettled(after.whenIdentified('user_new'))).toBe(true)
  })

  test.each([
    [
      'a sign-up',
      (all: ReturnType<typeof setUp>) =>
        void getPendingIdentifications(all.stores).beginSignUp(undefined),
    ],
    [
      'an identify call',
      (all: ReturnType<typeof setUp>) => {
        all.tab.goOffline()
        void all.identification.identify('user_new', { name: 'Ada' })
      },
    ],
  ])('waits at most 10 s for %s', async (_, begin) => {
    const all = setUp()
    begin(all)
    const reading = all.openStores('user_new').whenIdentified('user_new')
    await tick(9999)
    expect(await isSettled(reading)).toBe(false)
    await tick(1)
    expect(await isSettled(reading)).toBe(true)
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { IdentikitError, messages } from '../../../src/core.js'
import { ar } from '../../../src/locales/ar.js'
import { de } from '../../../src/locales/de.js'
import { createUnsubscribe } from '../../../src/server.js'
import {
  before,
  catalog,
  open,
  readUndo,
  recap,
  recapName,
  secret,
  url,
  withoutRecap,
} from './unsubscribe.fixture.js'

const { unsubscribe: t } = messages
const oneClick = { 'List-Unsubscribe': 'One-Click' }

afterEach(() => vi.useRealTimers())

describe('createUnsubscribe: links and headers', () => {
  it('has the headers of RFC 8058 around a link of the given address', async () => {
    const { headersFor, linkFor } = open()
    const link = await linkFor('ada', recap)
    expect(link).toMatch(/^https:\/\/example\.com\/unsubscribe\?token=[\w.-]+$/)
    expect(await headersFor('ada', recap)).toEqual({
      'List-Unsubscribe': `<${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
  })

  it.each<[string, object, RegExp]>([
    ['a short secret', { secret: 'too short' }, /at least 32 characters/],
    ['no secret', { secret: undefined }, /at least 32 characters/],
    ['an empty list of secrets', { secret: [] }, /at least 32 characters/],
    ['a short old secret', { secret: [secret, 'old'] }, /at least 32 characters/],
    ['an address without https', { url: 'http://example.com/u' }, /with https/],
    ['no address', { url: 'unsubscribe' }, /with https/],
    ['an unknown token', { tokens: { '--ik-acent': 'red' } }, /no token --ik-acent/],
    ['a token with a rule', { tokens: { '--ik-accent': 'red}body{color:red' } }, /a color/],
    ['a token that loads', { tokens: { '--ik-accent': 'url(//evil.example)' } }, /a color/],
  ])('refuses %s, without repeating a secret', (_, options, message) => {
    expect(() => open(options)).toThrow(message)
    expect(() => open(options)).not.toThrow(/too short|old/)
  })

  it('accepts links of an old secret until it is removed, and signs with the first', async () => {
    const old = 'an old secret of more than 32 characters'
    const { linkFor } = open({ secret: old })
    const link = await linkFor('ada', recap)
    const rotated = open({ secret: [secret, old] })
    expect((await rotated.get(link)).status).toBe(200)
    const removed = open()
    expect((await removed.get(link)).status).toBe(400)
    expect((await removed.get(await rotated.linkFor('ada', recap))).status).toBe(200)
  })

  it.each([
    [{ type: '', channel: 'email' }, 'type'],
    [{ type: 'recap', channel: '' }, 'channel'],
  ])('refuses an empty type or channel', async (message, field) => {
    await expect(open().linkFor('ada', message)).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })
})

describe('createUnsubscribe: requests that change nothing', () => {
  it('shows the question for GET, and calls no service', async () => {
    const { adapter, get, linkFor, getStates } = open()
    const address = 'ada@example.com'
    const answer = await get(await linkFor('ada', { ...recap, address }))
    expect(answer.status).toBe(200)
    const html = await answer.text()
    const all = messages.preferences.sameLabel(t.stopAll, 'Email')
    for (const text of [t.question, recapName, 'a•••@example.com', t.stop, all])
      expect(html).toContain(text)
    expect(html).not.toContain(address)
    expect(adapter.calls).toEqual([])
    expect(await getStates()).toEqual(before)
  })

  it('answers HEAD without a body, and calls no service', async () => {
    const { adapter, get, linkFor } = open()
    const answer = await get(await linkFor('ada', recap), { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
    expect(adapter.calls).toEqual([])
  })

  it('is not stored, tells no other site its address, and allows nothing but its own style and forms', async () => {
    const { get, linkFor } = open({ settingsUrl: 'https://example.com/settings' })
    const { headers } = await get(await linkFor('ada', recap))
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
    })
    expect(headers.has('set-cookie')).toBe(false)
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s', async (method) => {
    const { adapter, get, linkFor } = open()
    const answer = await get(await linkFor('ada', recap), { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
    expect(adapter.calls).toEqual([])
  })

  it.each<[string, RequestInit]>([
    ['no body', {}],
    ['JSON', { body: '{"action":"stop"}', headers: { 'content-type': 'application/json' } }],
    ['another action', { body: new URLSearchParams({ action: 'start' }) }],
    ['a body that is too long', { body: new URLSearchParams({ action: 'x'.repeat(70_000) }) }],
  ])('refuses a POST with %s', async (_, init) => {
    const { adapter, get, linkFor } = open()
    const answer = await get(await linkFor('ada', recap), { method: 'POST', ...init })
    expect(answer.status).toBe(400)
    expect(adapter.calls).toEqual([])
  })

  it('shows texts of the product as texts', async () => {
    const label = '<img src=x onerror=alert(1)>"\''
    const { get, linkFor } = open({ catalog: [{ id: 'recap', label, channels: ['email'] }] })
    const html = await (await get(await linkFor('ada', recap))).text()
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;')
  })
})

describe('createUnsubscribe: stop and undo', () => {
  it('turns off what the link names with one click, and nothing else', async () => {
    const { post, linkFor, getStates, adapter } = open()
    const answer = await post(await linkFor('ada', recap), oneClick)
    expect(answer.status).toBe(200)
    expect(answer.headers.has('set-cookie')).toBe(false)
    expect(answer.headers.has('location')).toBe(false)
    expect(await getStates()).toEqual(withoutRecap)
    const writes = adapter.calls.filter(({ member }) => member === 'preferences.update')
    expect(writes).toMatchObject([{ id: 'ada', source: 'unsubscribe' }])
  })

  it('accepts one click as multipart, too', async () => {
    const { get, linkFor, getStates } = open()
    const body = new FormData()
    body.set('List-Unsubscribe', 'One-Click')
    expect((await get(await linkFor('ada', recap), { method: 'POST', body })).status).toBe(200)
    expect(await getStates()).toEqual(withoutRecap)
  })

  it('can be repeated, and offers no undo of a change that was not made', async () => {
    const { post, linkFor } = open()
    const link = await linkFor('ada', recap)
    await post(link, oneClick)
    const again = await post(link, { action: 'stop' })
    expect(again.status).toBe(200)
    expect(await readUndo(again)).toBe('')
  })

  it('restores exactly what a stop changed', async () => {
    const { post, linkFor, getStates } = open()
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop' }))
    const answer = await post(link, { action: 'undo', undo })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(t.undone)
    expect(await getStates()).toEqual(before)
  })

  it('stops all messages of the channel by its switch, and restores it', async () => {
    const has = { channels: { email: { state: 'unset' }, push: { state: 'on' } } } as const
    const { post, linkFor, adapter } = open({}, { ...has, subscribed: { state: 'on' } })
    const link = await linkFor('ada', recap)
    const answer = await post(link, { action: 'stop-all' })
    expect(await answer.clone().text()).toContain(messages.preferences.channel('Email'))
    expect(await adapter.preferences?.get('ada')).toMatchObject({
      channels: { email: { state: 'off' }, push: { state: 'on' } },
      subscribed: { state: 'on' },
    })
    await post(link, { action: 'undo', undo: await readUndo(answer) })
    expect(await adapter.preferences?.get('ada')).toMatchObject(has)
  })

  it('stops all messages type by type where no switch stops them, except locked ones', async () => {
    const { post, linkFor, getStates } = open()
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop-all' }))
    expect(await getStates()).toEqual({ ...withoutRecap, 'news email': 'off' })
    await post(link, { action: 'undo', undo })
    expect(await getStates()).toEqual(before)
  })

  it('stops all messages although the catalog lists a type that the service lacks', async () => {
    const listed = [...catalog, { id: 'absent', channels: ['email'], default: true }]
    const rules = { complete: true }
    const { post, linkFor, getStates, adapter } = open({ catalog: listed }, {}, rules)
    adapter.faults.refuse = ({ type }) =>
      type === 'absent' ? { code: 'invalid', problem: 'is no type', key: 'type' } : undefined
    const answer = await post(await linkFor('ada', recap), { action: 'stop-all' })
    expect(answer.status).toBe(200)
    expect(await getStates()).toEqual({ ...withoutRecap, 'news email': 'off' })
  })

  it('refuses an undo after ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { post, linkFor, getStates } = open()
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop' }))
    vi.setSystemTime(Date.now() + 10 * 60 * 1000 + 1)
    const answer = await post(link, { action: 'undo', undo })
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain(t.expired.replace("'", '&#39;'))
    expect(await getStates()).toEqual(withoutRecap)
  })

  it('replaces no later choice by an undo', async () => {
    const { post, linkFor, adapter, getStates } = open()
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop-all' }))
    await adapter.preferences?.update('ada', { type: 'news', channel: 'email', enabled: true })
    await post(link, { action: 'undo', undo })
    expect(await getStates()).toEqual({ ...before, 'news email': 'on' })
  })

  it('refuses an undo of another user, of another scope, and a link in its place', async () => {
    const { post, linkFor, getStates } = open()
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop' }))
    const others = [
      await linkFor('eve', recap),
      await linkFor('ada', { ...recap, scope: 'acme' }),
      `${url}?token=${undo}`,
    ]
    for (const other of others)
      expect((await post(other, { action: 'undo', undo })).status).toBe(400)
    const token = new URL(link).searchParams.get('token') ?? ''
    expect((await post(link, { action: 'undo', undo: token })).status).toBe(400)
    expect(await getStates()).toEqual(withoutRecap)
  })

  it('changes the preferences of its scope only', async () => {
    const { post, linkFor, getStates } = open()
    await post(await linkFor('ada', { ...recap, scope: 'acme' }), oneClick)
    expect(await getStates('ada', 'acme')).toEqual(withoutRecap)
    expect(await getStates()).toEqual(before)
  })

  it('says why locked messages cannot be stopped', async () => {
    const { post, linkFor, getStates } = open()
    const alerts = await linkFor('ada', { type: 'alerts', channel: 'email' })
    const answer = await post(alerts, oneClick)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Alerts protect your account.')
    expect(await getStates()).toEqual(before)
  })

  it.each<[string, object]>([
    ['locked without a reason', { state: 'on', locked: {} }],
    ['computed by the service', { state: 'conditional' }],
  ])('never says that messages stop whose setting is %s', async (_, setting) => {
    const types = [{ id: 'recap', channels: { email: setting } }]
    const { post, linkFor } = open({}, { types: types as never })
    for (const fields of [oneClick, { action: 'stop' }]) {
      const answer = await post(await linkFor('ada', recap), fields)
      expect(answer.status).toBe(403)
      const html = await answer.text()
      expect(html).toContain(t.locked.replace("'", '&#39;'))
      expect(html).not.toContain(t.stopped)
    }
  })

  it('says that messages cannot be stopped if the service refuses it', async () => {
    const { post, linkFor, adapter } = open()
    adapter.faults.fail = ({ member }) =>
      member === 'preferences.update' ? new IdentikitError('locked', 'No.') : undefined
    const answer = await post(await linkFor('ada', recap), { action: 'stop' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).not.toContain(t.stopped)
  })

  it('offers to stop all messages if the service lacks the setting of the link', async () => {
    const { post, linkFor, adapter, getStates } = open({}, {}, { complete: true })
    adapter.faults.refuse = ({ type }) =>
      type === 'removed' ? { code: 'invalid', problem: 'is no type', key: 'type' } : undefined
    const link = await linkFor('ada', { type: 'removed', channel: 'email' })
    const answer = await post(link, oneClick)
    expect(answer.status).toBe(404)
    const html = await answer.text()
    expect(html).toContain(t.invalid.replace("'", '&#39;'))
    expect(html).not.toContain(t.locked.replace("'", '&#39;'))
    expect(await getStates()).toEqual(before)
    const action = /name="action" value="([\w-]+)"/.exec(html)?.[1] ?? ''
    expect((await post(link, { action })).status).toBe(200)
    expect(await getStates()).toEqual({ ...withoutRecap, 'news email': 'off' })
  })

  it.each(['preferences.get', 'preferences.update'])(
    'says that it failed when %s fails',
    async (member) => {
      const { post, linkFor, adapter } = open()
      adapter.faults.fail = (call) =>
        call.member === member ? new IdentikitError('service', 'It failed.') : undefined
      const answer = await post(await linkFor('ada', recap), { action: 'stop' })
      expect(answer.status).toBe(503)
      const html = await answer.text()
      expect(html).toContain(messages.errors.service)
      expect(html).not.toContain(t.stopped)
    },
  )

  it('answers for an unknown user as for any other', async () => {
    const { post, linkFor, get } = open()
    const withoutToken = async (answer: Response) =>
      `${answer.status} ${(await answer.text()).replace(/value="[\w.-]{40,}"/, '')}`
    const ada = await linkFor('ada', { ...recap, address: 'ada@example.com' })
    const eve = await linkFor('eve', { ...recap, address: 'ada@example.com' })
    expect(await withoutToken(await get(eve))).toBe(await withoutToken(await get(ada)))
    const [known, unknown] = [await post(ada, oneClick), await post(eve, oneClick)]
    const undo = await Promise.all([known.clone(), unknown.clone()].map(readUndo))
    expect(await withoutToken(unknown)).toBe(await withoutToken(known))
    const undone = await Promise.all([
      post(ada, { action: 'undo', undo: undo[0] ?? '' }),
      post(eve, { action: 'undo', undo: undo[1] ?? '' }),
    ])
    expect(await withoutToken(undone[1])).toBe(await withoutToken(undone[0]))
  })
})

describe('createUnsubscribe: fewer and pause', () => {
  const readFrequency = async ({ adapter }: ReturnType<typeof open>) =>
    (await adapter.preferences?.get('ada'))?.types.find(({ id }) => id === 'recap')?.frequency
      ?.value
  const readPause = async ({ adapter }: ReturnType<typeof open>) =>
    (await adapter.schedule?.get('ada'))?.pausedUntil

  it('offers what the catalog and the service have', async () => {
    const { get, linkFor, adapter } = open()
    const page = async (type: string) =>
      (await get(await linkFor('ada', { type, channel: 'email' }))).text()
    const recapPage = await page('recap')
    for (const text of [t.fewer.daily, t.fewer.weekly, t.pause]) expect(recapPage).toContain(text)
    expect(recapPage).not.toContain(t.fewer.instant)
    expect(await page('news')).not.toContain(t.fewer.daily)
    expect(adapter.calls).toEqual([])
    const { schedule: _, ...plain } = adapter
    const limited = open({ adapter: plain })
    expect(await (await limited.get(await limited.linkFor('ada', recap))).text()).not.toContain(
      t.pause,
    )
  })

  it('makes messages come less often, and restores the frequency', async () => {
    const product = open()
    const { post, linkFor, getStates } = product
    const link = await linkFor('ada', recap)
    const answer = await post(link, { action: 'fewer', frequency: 'weekly' })
    expect(await answer.clone().text()).toContain(t.fewerDone)
    expect(await readFrequency(product)).toBe('weekly')
    expect(await getStates()).toEqual(before)
    await post(link, { action: 'undo', undo: await readUndo(answer) })
    expect(await readFrequency(product)).toBeUndefined()
  })

  it('never makes messages come more often', async () => {
    const product = open()
    const { post, linkFor, adapter } = product
    await adapter.preferences?.update('ada', { type: 'recap', frequency: 'weekly' })
    const link = await linkFor('ada', recap)
    const answer = await post(link, { action: 'fewer', frequency: 'daily' })
    expect(await readUndo(answer)).toBe('')
    expect(await readFrequency(product)).toBe('weekly')
    for (const frequency of ['instant', 'monthly', 'often', ''])
      expect((await post(link, { action: 'fewer', frequency })).status).toBe(400)
    expect(await readFrequency(product)).toBe('weekly')
  })

  it('pauses all messages for a week, and restores an earlier end', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-29T12:00:00Z') })
    const product = open()
    const { post, linkFor, adapter } = product
    const earlier = '2026-11-30T08:00:00.000Z'
    await adapter.schedule?.update('ada', { pausedUntil: earlier })
    const link = await linkFor('ada', recap)
    const answer = await post(link, { action: 'pause' })
    expect(await answer.clone().text()).toContain(t.paused)
    expect(await readPause(product)).toBe('2026-12-06T12:00:00.000Z')
    await post(link, { action: 'undo', undo: await readUndo(answer) })
    expect(await readPause(product)).toBe(earlier)
  })

  it('never shortens a pause, and replaces no later one by an undo', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-29T12:00:00Z') })
    const product = open()
    const { post, linkFor, adapter } = product
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'pause' }))
    const later = '2027-01-01T00:00:00.000Z'
    await adapter.schedule?.update('ada', { pausedUntil: later })
    expect(await readUndo(await post(link, { action: 'pause' }))).toBe('')
    await post(link, { action: 'undo', undo })
    expect(await readPause(product)).toBe(later)
  })

  it.each([{ action: 'fewer', frequency: 'weekly' }, { action: 'pause' }])(
    'answers $action of an unknown user as of any other',
    async (fields) => {
      const { post, linkFor } = open()
      const text = async (id: string) => {
        const answer = await post(await linkFor(id, recap), fields)
        return `${answer.status} ${(await answer.text()).replace(/value="[\w.-]{40,}"/, '')}`
      }
      expect(await text('eve')).toBe(await text('ada'))
    },
  )

  it('refuses a pause where the service has none', async () => {
    const { adapter } = open()
    const { schedule: _, ...plain } = adapter
    const { post, linkFor } = open({ adapter: plain })
    expect((await post(await linkFor('ada', recap), { action: 'pause' })).status).toBe(400)
  })
})

describe('createUnsubscribe: languages', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'lang="de" dir="ltr"', de.messages.unsubscribe.question],
    ['ar', 'lang="ar" dir="rtl"', ar.messages.unsubscribe.question],
    ['fi, *;q=0.1', 'lang="de" dir="ltr"', de.messages.unsubscribe.question],
  ])('answers %s in its language', async (accepted, attributes, question) => {
    const { get, linkFor } = open({ locales: [de, ar] })
    const headers = { 'accept-language': accepted }
    const html = await (await get(await linkFor('ada', recap), { headers })).text()
    expect(html).toContain(`<html ${attributes}>`)
    expect(html).toContain(question)
  })

  it('is English without languages', async () => {
    const { get, linkFor } = open()
    const headers = { 'accept-language': 'de' }
    expect(await (await get(await linkFor('ada', recap), { headers })).text()).toContain(t.question)
  })

  it('names a type that the catalog lacks by its id', async () => {
    const { adapter } = open()
    const { handler, linkFor } = createUnsubscribe({ secret, adapter, catalog, url })
    const link = await linkFor('ada', { type: 'old_type', channel: 'email' })
    expect(await (await handler(new Request(link))).text()).toContain('Old type, Email')
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { IdentikitError, messages, type PreferenceSetting } from '../../../src/core.js'
import { createDeliveryGate } from '../../../src/server.js'
import { de } from '../../../src/locales/de.js'
import { before, catalog, open, readUndo, recap, withoutRecap } from './unsubscribe.fixture.js'

const { unsubscribe: t } = messages
const escaped = (text: string) => text.replaceAll("'", '&#39;')
const oneClick = { 'List-Unsubscribe': 'One-Click' }
const news = { type: 'news', channel: 'email' }
const on: PreferenceSetting = { state: 'on' }

afterEach(() => vi.useRealTimers())

type Product = ReturnType<typeof open>

/** Returns whether the product may still send a message. */
async function isDelivered({ adapter }: Product, id: string, message = news) {
  return (await createDeliveryGate({ adapter, catalog }).check(id, message)).deliver
}

describe('createUnsubscribe: users whom the service does not know yet', () => {
  it.each([oneClick, { action: 'stop' }, { action: 'stop-all' }])(
    'stores the choice of %o, so that nothing is delivered any more',
    async (fields) => {
      const product = open()
      const { post, linkFor } = product
      expect(await isDelivered(product, 'eve')).toBe(true)
      const link = await linkFor('eve', news)
      const answer = await post(link, fields)
      expect(answer.status).toBe(200)
      expect(await isDelivered(product, 'eve')).toBe(false)
      const undone = await post(link, { action: 'undo', undo: await readUndo(answer) })
      expect(await undone.text()).toContain(t.undone)
      expect(await product.getStates('eve')).toEqual(before)
    },
  )

  it('keeps the frequency and the pause', async () => {
    const { post, linkFor, adapter } = open()
    await post(await linkFor('eve', recap), { action: 'fewer', frequency: 'weekly' })
    const preferences = await adapter.preferences?.get('eve')
    expect(preferences?.types.find(({ id }) => id === 'recap')?.frequency?.value).toBe('weekly')
    await post(await linkFor('kim', recap), { action: 'pause' })
    expect((await adapter.schedule?.get('kim'))?.pausedUntil).toEqual(expect.any(String))
  })

  it('identifies the user with the fields of `provision`', async () => {
    const { post, linkFor, adapter } = open({ provision: (id) => ({ name: `User ${id}` }) })
    await post(await linkFor('eve', news), oneClick)
    expect(await adapter.users?.get?.('eve')).toMatchObject({ name: 'User eve' })
  })

  it.each([[() => null], [async () => null]])(
    'creates nobody with %o, and answers alike',
    async (provision) => {
      const { post, linkFor, adapter } = open({ provision })
      const text = async (id: string) => {
        const link = await linkFor(id, recap)
        const answer = await post(link, oneClick)
        const undo = await readUndo(answer.clone())
        const undone = await (await post(link, { action: 'undo', undo })).text()
        return `${answer.status} ${await answer.text()} ${undone}`.replace(
          /value="[\w.-]{40,}"/,
          '',
        )
      }
      expect(await text('eve')).toBe(await text('ada'))
      await expect(adapter.users?.get?.('eve')).rejects.toMatchObject({ code: 'not-found' })
    },
  )

  it('says that the link does not work if nothing can be stored', async () => {
    const { adapter } = open()
    const { identify: _, create: _create, ...users } = adapter.users ?? {}
    const { post, linkFor } = open({ adapter: { ...adapter, users } })
    const answer = await post(await linkFor('eve', news), oneClick)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain(t.stopped)
  })
})

describe('createUnsubscribe: stop all', () => {
  it.each<[string, PreferenceSetting]>([
    ['locked', { state: 'on', locked: { reason: 'No.' } }],
    ['computed by the service', { state: 'conditional' }],
  ])('turns off each type if the switch of the channel is %s', async (_, email) => {
    const product = open({}, { channels: { email } })
    const answer = await product.post(await product.linkFor('ada', recap), { action: 'stop-all' })
    expect(answer.status).toBe(200)
    expect(await product.getStates()).toEqual({ ...withoutRecap, 'news email': 'off' })
  })

  it('turns off each type, too, if a channel does not override its types', async () => {
    const product = open({}, { channels: { email: on } }, { parents: 'unknown' })
    const { post, linkFor, getStates, adapter } = product
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop-all' }))
    expect(await getStates()).toEqual({ ...withoutRecap, 'news email': 'off' })
    expect((await adapter.preferences?.get('ada'))?.channels['email']).toMatchObject({
      state: 'off',
    })
    await post(link, { action: 'undo', undo })
    expect(await getStates()).toEqual(before)
    expect((await adapter.preferences?.get('ada'))?.channels['email']).toMatchObject({
      state: 'on',
    })
  })

  it('turns off a type without channels, which the switch of a channel does not stop', async () => {
    const types = [
      { id: 'recap', channels: { email: on } },
      { id: 'digest', setting: on, channels: {} },
    ]
    const product = open({ catalog: [] }, { types, channels: { email: on } })
    await product.post(await product.linkFor('ada', recap), { action: 'stop-all' })
    const gate = createDeliveryGate(product)
    for (const type of ['recap', 'digest'])
      expect(await gate.check('ada', { type, channel: 'email' })).toMatchObject({ deliver: false })
  })

  it('turns off the type of the link where no setting is known', async () => {
    const { post, linkFor, getStates } = open({ catalog: [] }, { types: [] })
    const answer = await post(await linkFor('ada', recap), { action: 'stop-all' })
    expect(answer.status).toBe(200)
    expect(await getStates()).toEqual({ 'recap email': 'off' })
  })

  it('never says that messages stop if all of them are locked', async () => {
    const locked = { state: 'on', locked: {} } as const
    const types = [{ id: 'alerts', channels: { email: locked } }]
    const { post, linkFor } = open({ catalog: [] }, { types })
    const link = await linkFor('ada', { type: 'alerts', channel: 'email' })
    const answer = await post(link, { action: 'stop-all' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).not.toContain(t.stopped)
  })

  it('says the same if it is sent twice', async () => {
    const { post, linkFor } = open()
    const link = await linkFor('ada', recap)
    await post(link, { action: 'stop-all' })
    const again = await post(link, { action: 'stop-all' })
    expect(await again.text()).toContain(escaped(t.stoppedAllText))
  })

  it('saves the others if the service refuses one, and undoes what was saved', async () => {
    const { post, linkFor, adapter, getStates } = open()
    adapter.faults.refuse = ({ type }) =>
      type === 'news' ? { code: 'locked', problem: 'is locked' } : undefined
    const link = await linkFor('ada', recap)
    const answer = await post(link, { action: 'stop-all' })
    expect(answer.status).toBe(200)
    expect(await getStates()).toEqual(withoutRecap)
    adapter.faults.refuse = undefined
    await post(link, { action: 'undo', undo: await readUndo(answer) })
    expect(await getStates()).toEqual(before)
  })

  it('undoes a change of 600 types', async () => {
    const types = Array.from({ length: 600 }, (_, index) => ({
      id: `notification-type-${index}`,
      channels: { email: on },
    }))
    const { post, linkFor, getStates } = open({ catalog: [] }, { types })
    const all = await getStates()
    const link = await linkFor('ada', { type: 'notification-type-0', channel: 'email' })
    const undo = await readUndo(await post(link, { action: 'stop-all' }))
    expect(new Set(Object.values(await getStates()))).toEqual(new Set(['off']))
    expect((await post(link, { action: 'undo', undo })).status).toBe(200)
    expect(await getStates()).toEqual(all)
  })
})

describe('createUnsubscribe: undo', () => {
  it('never turns on what had no choice and no default', async () => {
    const plain = [{ id: 'promo', channels: ['email'] }]
    const { post, linkFor, getStates } = open({ catalog: plain }, { types: [] }, { clear: false })
    const link = await linkFor('ada', { type: 'promo', channel: 'email' })
    const answer = await post(link, oneClick)
    expect(answer.status).toBe(200)
    expect(await readUndo(answer)).toBe('')
    expect(await getStates()).toEqual({ 'promo email': 'off' })
  })

  it.each([
    [
      { action: 'stop' },
      (adapter: Product['adapter']) =>
        adapter.preferences?.update('ada', { ...recap, enabled: true }),
    ],
    [
      { action: 'fewer', frequency: 'daily' },
      (adapter: Product['adapter']) =>
        adapter.preferences?.update('ada', { type: 'recap', frequency: 'weekly' }),
    ],
    [
      { action: 'pause' },
      (adapter: Product['adapter']) =>
        adapter.schedule?.update('ada', { pausedUntil: '2099-01-01T00:00:00.000Z' }),
    ],
  ])('says that it is too late to undo %o after a later choice', async (fields, choose) => {
    const { post, linkFor, adapter } = open(
      {},
      { types: [{ id: 'recap', channels: { email: { state: 'unset' } } }] },
    )
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, fields))
    await choose(adapter)
    const answer = await post(link, { action: 'undo', undo })
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain(escaped(t.expired))
  })

  it('says the same if it is sent twice', async () => {
    const { post, linkFor } = open()
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop' }))
    for (const _ of [1, 2])
      expect(await (await post(link, { action: 'undo', undo })).text()).toContain(t.undone)
  })

  it('offers no undo of a pause that was sent twice, which would restore a pause', async () => {
    const { post, linkFor } = open()
    const link = await linkFor('ada', recap)
    await post(link, { action: 'pause' })
    const again = await post(link, { action: 'pause' })
    expect(again.status).toBe(200)
    expect(await readUndo(again)).toBe('')
  })

  it('offers the undo again after it failed', async () => {
    const { post, linkFor, adapter, getStates } = open()
    const link = await linkFor('ada', recap)
    const undo = await readUndo(await post(link, { action: 'stop' }))
    adapter.faults.fail = () => new IdentikitError('service', 'It failed.')
    const failed = await post(link, { action: 'undo', undo })
    expect(failed.status).toBe(503)
    expect(await failed.clone().text()).not.toContain(`>${t.stop}<`)
    adapter.faults.fail = undefined
    await post(link, { action: 'undo', undo: await readUndo(failed) })
    expect(await getStates()).toEqual(before)
  })
})

describe('createUnsubscribe: hosts', () => {
  it('answers a plain error of an adapter like any failure, and reports it', async () => {
    const { adapter } = open()
    const broken = adapter.preferences && {
      ...adapter.preferences,
      get: () => Promise.reject(new Error('The connection broke.')),
    }
    const onError = vi.fn()
    const product = open({ adapter: { ...adapter, preferences: broken }, onError })
    const answer = await product.post(await product.linkFor('ada', recap), oneClick)
    expect(answer.status).toBe(503)
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'service' }))
  })

  it('answers within nine seconds, also if the service does not', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { adapter } = open()
    let call = () => {}
    const called = new Promise<void>((resolve) => (call = resolve))
    const hanging = adapter.preferences && {
      ...adapter.preferences,
      get: () => new Promise<never>(() => call()),
    }
    const { post, linkFor } = open({ adapter: { ...adapter, preferences: hanging } })
    const answer = post(await linkFor('ada', recap), oneClick)
    await called
    await vi.advanceTimersByTimeAsync(9000)
    expect((await answer).status).toBe(503)
  })

  it('offers no fewer messages where their frequency has no effect', async () => {
    const frequency = { options: ['instant', 'daily'] } as const
    const entries = [
      { id: 'locked', frequency, channels: ['email', 'push'], locked: { channels: ['email'] } },
      { id: 'urgent', frequency, channels: ['email'], urgent: true },
    ]
    const { get, post, linkFor } = open({ catalog: entries })
    for (const type of ['locked', 'urgent']) {
      const link = await linkFor('ada', { type, channel: 'email' })
      expect(await (await get(link)).text()).not.toContain(t.fewer.daily)
      expect((await post(link, { action: 'fewer', frequency: 'daily' })).status).toBe(400)
    }
    const push = await linkFor('ada', { type: 'locked', channel: 'push' })
    expect(await (await get(push)).text()).toContain(t.fewer.daily)
  })

  it('accepts a line break after the field of one click', async () => {
    const { get, linkFor, getStates } = open()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = 'List-Unsubscribe=One-Click\r\n'
    const answer = await get(await linkFor('ada', recap), { method: 'POST', headers, body })
    expect(answer.status).toBe(200)
    expect(await getStates()).toEqual(withoutRecap)
  })

  it('chooses the language that the browser wants most', async () => {
    const { get, linkFor } = open({ locales: [de] })
    const read = async (accepted: string) => {
      const headers = { 'accept-language': accepted }
      return (await get(await linkFor('ada', recap), { headers })).text()
    }
    const both = open({ locales: [{ ...de, tag: 'fr' }, de] })
    const headers = { 'accept-language': 'fr;q=0.2, de;q=0.9' }
    const html = await (await both.get(await both.linkFor('ada', recap), { headers })).text()
    expect(html).toContain('lang="de"')
    expect(await read('de;q=0')).toContain('lang="de"')
  })

  it.each([
    ['scope', { ...recap, scope: '' }],
    ['scope', { ...recap, scope: 'x'.repeat(2000) }],
    ['type', { ...recap, type: 'x'.repeat(257) }],
  ])('refuses a link with a wrong %s', async (field, message) => {
    await expect(open().linkFor('ada', message)).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })

  it('refuses a scope where the service keeps none', async () => {
    const { linkFor } = open({}, {}, { scope: false })
    await expect(linkFor('ada', { ...recap, scope: 'acme' })).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})

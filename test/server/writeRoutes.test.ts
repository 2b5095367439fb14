import { describe, expect, it, vi } from 'vitest'
import type { TrustedFields } from '../../src/server.js'
import { change, memory, openHandler } from './handler.fixture.js'

const trusted: TrustedFields = async (request, id) => ({
  email: `${id}@example.com`,
  name: request.headers.get('x-name'),
  traits: { plan: 'paid' },
})

describe('trusted', () => {
  it('overrides the fields of an identify', async () => {
    const { send, getWrites } = openHandler({
      trusted,
      writable: { traits: ['theme'], fields: ['name'] },
    })
    const patch = { name: 'Eve', traits: { theme: 'light' } }
    const { body } = await send(
      'PUT',
      '/user',
      { patch, preferences: [change] },
      { 'x-name': 'Ada' },
    )
    expect(body.data).toMatchObject({
      name: 'Ada',
      email: 'ada@example.com',
      traits: { theme: 'light' },
    })
    const sent = { patch: { traits: { plan: 'paid', theme: 'light' } }, preferences: [change] }
    expect(getWrites()).toMatchObject([{ member: 'users.identify', input: sent }])
  })

  it('is not called for a refused request', async () => {
    const never = vi.fn<TrustedFields>(trusted)
    const { send } = openHandler({ trusted: never })
    await send('PATCH', '/user', { patch: { name: 'Eve' } })
    await send('PUT', '/user', { patch: { email: 'eve@example.com' } })
    expect(never).not.toHaveBeenCalled()
  })

  it.each([
    ['rejects', () => Promise.reject(new Error('sentinel'))],
    [
      'throws',
      () => {
        throw new Error('sentinel')
      },
    ],
  ])('that %s fails the identify', async (_, wrong) => {
    const { send, getWrites, faults } = openHandler({ trusted: wrong })
    const { status, body } = await send('PUT', '/user', { patch: {} })
    expect({ status, body }).toMatchObject({ status: 500, body: { error: { code: 'service' } } })
    expect(JSON.stringify(body)).not.toContain('sentinel')
    expect([getWrites(), faults.length]).toEqual([[], 1])
  })
})

/** What `trusted` returns, the names that are reported, and what is saved beside the name of the browser. */
const refusedFields: readonly [string, unknown, readonly string[], object][] = [
  ['an email without a domain', { email: 'dev@localhost' }, ['email'], {}],
  ['a phone number as typed', { phone: '020 7946 0018' }, ['phone'], {}],
  ['an object', { email: { address: 'ada@king.example' } }, ['email'], {}],
  ['an empty text', { firstName: ' ' }, ['firstName'], {}],
  ['a date object', { createdAt: new Date(0) }, ['createdAt'], {}],
  ['a field of no user', { role: 'admin' }, ['role'], {}],
  ['an id', { id: 'grace' }, ['id'], {}],
  ['one of two', { email: 'x', phone: '+442079460018' }, ['email'], { phone: '+442079460018' }],
  ['a field that the browser sends', { name: 5 }, ['name'], { name: 'Ada' }],
  ['a trait that is no JSON', { traits: { at: Number.NaN, plan: 'a' } }, ['traits.at'], {}],
  ['traits that are a text', { traits: 'paid' }, ['traits'], {}],
  ['traits that are a list', { traits: ['paid'] }, ['traits'], {}],
  ['a text', 'ada@king.example', ['patch'], {}],
  ['a list', ['ada@king.example'], ['patch'], {}],
  ['a number', 5, ['patch'], {}],
  ['true', true, ['patch'], {}],
]

describe.each(refusedFields)('trusted that returns %s', (_, returned, names, saved) => {
  it.each([
    ['as a function', () => returned as never],
    ['as a value', returned as never],
  ])('is reported and does not stop the identify: %s', async (kind, value) => {
    if (kind === 'as a value' && typeof returned !== 'object') return
    const { send, faults } = openHandler({ trusted: value, writable: { fields: ['name'] } })
    const { status, body } = await send('PUT', '/user', { patch: { name: 'Countess' } })
    expect(status).toBe(200)
    expect(body.data).toMatchObject({ name: 'Countess', email: 'ada@example.com', ...saved })
    expect(faults.map(({ error }) => [error.code, Object.keys(error.fields ?? {})])).toEqual([
      ['misuse', names],
    ])
    expect(faults[0]?.error.message).toContain(names[0])
    expect(JSON.stringify(body)).not.toContain('king.example')
  })
})

it('trusted: a field that the service lacks is left out, and so is the value of the browser', async () => {
  const adapter = memory({ fields: { name: { read: true, write: true, clear: true } } })
  const { send, faults } = openHandler({
    adapter,
    trusted: { name: '', email: 'ada@king.example' },
  })
  const { status, body } = await send('PUT', '/user', { patch: { name: 'Eve' } })
  expect([status, body.data.name]).toEqual([200, 'Ada'])
  expect(faults.map(({ error }) => error.fields)).toEqual([
    { name: expect.any(String), email: expect.any(String) },
  ])
})

describe('track', () => {
  it.each([
    'a\r\nx: 1',
    'a\nb',
    'a\0',
    'заказ-1',
    '注文',
    '👑',
    ' ',
    '',
    'a b',
    'x'.repeat(256),
    5,
    {},
  ])('refuses the idempotency key %j by name', async (idempotencyKey) => {
    const { send, getWrites } = openHandler({ allow: ['events'] })
    const answer = await send('POST', '/events', { event: { name: 'ran', idempotencyKey } })
    expect(answer.status).toBe(400)
    expect(Object.keys(answer.body.error.fields)[0]).toMatch(/^(?:event\.)?idempotencyKey$/)
    expect(getWrites()).toEqual([])
  })

  it.each(['1', 'order:123/ran', crypto.randomUUID(), 'x'.repeat(255), '~!@#$%^&*()_+'])(
    'accepts the idempotency key %s',
    async (idempotencyKey) => {
      const { send } = openHandler({ allow: ['events'] })
      const event = { name: 'ran', idempotencyKey }
      expect(await send('POST', '/events', { event })).toMatchObject({ status: 200 })
    },
  )

  it('accepts an event with or without a date for the signed-in user', async () => {
    const { send, getWrites } = openHandler({ allow: ['events'] })
    const event = {
      name: 'ran',
      value: 5,
      properties: { shoes: ['red'] },
      at: '2026-05-31T09:30:00Z',
    }
    expect(await send('POST', '/events', { event })).toMatchObject({
      status: 200,
      body: { data: null },
    })
    const wrong = [
      { ...event, at: 'now' },
      { ...event, user: { createdAt: '2020-01-01' } },
      { name: '' },
    ]
    for (const one of wrong) {
      const { status } = await send('POST', '/events', { event: one })
      expect(status === 400 || status === 403).toBe(true)
    }
    expect(getWrites()).toMatchObject([{ member: 'events.track', input: event }])
  })
})

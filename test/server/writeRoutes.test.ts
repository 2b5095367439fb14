import { describe, expect, it, vi } from 'vitest'
import type { TrustedFields } from '../../src/server.js'
import { change, openHandler } from './handler.fixture.js'

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
    ['cannot be held', () => ({ email: 'sentinel' })],
    ['cannot be had', () => Promise.reject(new Error('sentinel'))],
  ])('returning %s is reported as misuse', async (_, wrong) => {
    const { send, getWrites, faults } = openHandler({ trusted: wrong })
    const { status, body } = await send('PUT', '/user', { patch: {} })
    expect({ status, body }).toMatchObject({ status: 500, body: { error: { code: 'service' } } })
    expect(JSON.stringify(body)).not.toContain('sentinel')
    expect([getWrites(), faults.length]).toEqual([[], 1])
  })
})

describe('track', () => {
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

import { describe, expect, it, vi } from 'vitest'
import type { TrustedFields } from '../../src/server.js'
import { change, serving } from './handler.fixture.js'

const trusted: TrustedFields = async (request, id) => ({
  email: `${id}@example.com`,
  name: request.headers.get('x-name'),
  traits: { plan: 'paid' },
})

describe('trusted', () => {
  it('overrides the fields of an identify', async () => {
    const { ask, heard } = serving({ trusted, writable: { traits: ['theme'], fields: ['name'] } })
    const patch = { name: 'Eve', traits: { theme: 'light' } }
    const { body } = await ask(
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
    expect(heard()).toMatchObject([{ member: 'users.identify', input: sent }])
  })

  it('is not called for a refused request', async () => {
    const never = vi.fn<TrustedFields>(trusted)
    const { ask } = serving({ trusted: never })
    await ask('PATCH', '/user', { patch: { name: 'Eve' } })
    await ask('PUT', '/user', { patch: { email: 'eve@example.com' } })
    expect(never).not.toHaveBeenCalled()
  })

  it.each([
    ['cannot be held', () => ({ email: 'sentinel' })],
    ['cannot be had', () => Promise.reject(new Error('sentinel'))],
  ])('returning %s is reported as misuse', async (_, wrong) => {
    const { ask, heard, faults } = serving({ trusted: wrong })
    const { status, body } = await ask('PUT', '/user', { patch: {} })
    expect({ status, body }).toMatchObject({ status: 500, body: { error: { code: 'service' } } })
    expect(JSON.stringify(body)).not.toContain('sentinel')
    expect([heard(), faults.length]).toEqual([[], 1])
  })
})

describe('track', () => {
  it('accepts an event with or without a date for the signed-in user', async () => {
    const { ask, heard } = serving({ allow: ['events'] })
    const event = {
      name: 'ran',
      value: 5,
      properties: { shoes: ['red'] },
      at: '2026-05-31T09:30:00Z',
    }
    expect(await ask('POST', '/events', { event })).toMatchObject({
      status: 200,
      body: { data: null },
    })
    const wrong = [
      { ...event, at: 'now' },
      { ...event, user: { createdAt: '2020-01-01' } },
      { name: '' },
    ]
    for (const one of wrong) {
      const { status } = await ask('POST', '/events', { event: one })
      expect(status === 400 || status === 403).toBe(true)
    }
    expect(heard()).toMatchObject([{ member: 'events.track', input: event }])
  })
})

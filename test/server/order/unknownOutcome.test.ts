import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IdentikitError } from '../../../src/core/errors.js'
import { at, openOrdered } from './order.fixture.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

type Opened = ReturnType<typeof openOrdered>

/** Sends a write that the service answers after the deadline. */
async function lose({ send, service }: Opened, method: string, path: string, body: unknown) {
  service.faults.loseResponse = ({ member }) => !member.endsWith('.get')
  const { status } = await send(method, path, body, at(1))
  service.faults.loseResponse = undefined
  expect(status).toBe(502)
}

/** Applies something at the service immediately before it is read the next time. */
function beforeRead({ service }: Opened, member: string, apply: () => unknown) {
  service.faults.fail = (call) => {
    if (call.member !== member) return undefined
    service.faults.fail = undefined
    apply()
    return undefined
  }
}

describe('a write after one whose outcome is unknown', () => {
  it('writes fields of a user again that the earlier one has overwritten', async () => {
    const opened = openOrdered({ writable: { fields: ['name', 'locale'], traits: true } })
    const { send, service, getWrites } = opened
    await lose(opened, 'PATCH', '/user', { patch: { name: 'Old', traits: { theme: 'old' } } })
    beforeRead(opened, 'users.get', () => {
      void service.users?.update?.('ada', { name: 'Old', traits: { theme: 'old' } })
    })
    const patch = { name: 'New', traits: { theme: 'new' } }
    const { body } = await send('PATCH', '/user', { patch }, at(2))
    expect(body.data).toMatchObject(patch)
    expect(await service.users?.get?.('ada')).toMatchObject(patch)
    const count = getWrites().length
    expect((await send('PATCH', '/user', { patch: { locale: 'de' } }, at(3))).status).toBe(200)
    // Nothing differs, so nothing is written again.
    expect(getWrites()).toHaveLength(count + 1)
  })

  it('writes the preferences of an identify again, and answers with the user', async () => {
    const opened = openOrdered()
    const { send, service, isOn } = opened
    const body = (enabled: boolean) => ({
      patch: { name: 'Ada' },
      preferences: [{ type: 'news', channel: 'email', enabled }],
    })
    await lose(opened, 'PUT', '/user', body(false))
    beforeRead(opened, 'preferences.get', () => {
      void service.preferences?.update('ada', body(false).preferences)
    })
    const answer = await send('PUT', '/user', body(true), at(2))
    expect(answer.body.data).toMatchObject({ id: 'ada', name: 'Ada' })
    expect(await isOn()).toBe(true)
  })

  it('writes settings of a streak again', async () => {
    const opened = openOrdered()
    const { send, service } = opened
    await lose(opened, 'PATCH', '/streak', { patch: { daysOff: [0] } })
    beforeRead(opened, 'streak.get', () => void service.streak?.update('ada', { daysOff: [0] }))
    const { body } = await send('PATCH', '/streak', { patch: { daysOff: [6] } }, at(2))
    expect(body.data.daysOff).toEqual([6])
    expect((await service.streak?.get('ada'))?.daysOff).toEqual([6])
  })

  it('does not write a choice again that a reset has deleted', async () => {
    const opened = openOrdered()
    const { send, turn, service } = opened
    const changes = [{ type: 'news', channel: 'push', enabled: true }]
    await lose(opened, 'PATCH', '/preferences', { changes })
    expect((await send('DELETE', '/preferences', undefined, at(2))).status).toBe(200)
    expect((await turn(false, 3)).status).toBe(200)
    const { types } = await service.preferences!.get('ada')
    expect(types[0]?.channels).toMatchObject({ email: { state: 'off' }, push: { state: 'unset' } })
  })

  it.each([
    ['without an answer', 1, new IdentikitError('network', 'sentinel')],
    ['in part', 2, new IdentikitError('service', 'sentinel', { status: 503 })],
  ])('does not apply a choice that failed %s', async (_, count, error) => {
    const { send, turn, service, isOn } = openOrdered()
    await turn(true, 1)
    await turn(true, 2, 'push')
    service.faults.fail = ({ member }) => (member === 'preferences.update' ? error : undefined)
    const changes = ['email', 'push'].slice(0, count).map((channel) => ({
      type: 'news',
      channel,
      enabled: false,
    }))
    for (let tries = 0; tries < 4; tries += 1) {
      const { status } = await send('PATCH', '/preferences', { changes }, at(3))
      expect(status).toBeGreaterThanOrEqual(500)
    }
    service.faults.fail = undefined
    const { body } = await turn(true, 4, 'sms')
    const { email, push } = body.data.types[0].channels
    expect([email.state, push.state]).toEqual(['on', 'on'])
    expect([await isOn(), await isOn('push')]).toEqual([true, true])
  })

  it('succeeds if the resource cannot be read, and the next write reads it', async () => {
    const opened = openOrdered()
    const { turn, service, faults, isOn } = opened
    const changes = [{ type: 'news', channel: 'email', enabled: false }]
    await lose(opened, 'PATCH', '/preferences', { changes })
    faults.length = 0
    service.faults.fail = ({ member }) =>
      member === 'preferences.get'
        ? new IdentikitError('service', 'sentinel', { status: 500 })
        : undefined
    expect((await turn(true, 2)).status).toBe(200)
    expect(faults).toMatchObject([{ error: { code: 'service' } }])
    service.faults.fail = undefined
    // The lost request arrives now.
    await service.preferences!.update('ada', changes)
    expect((await turn(true, 3, 'push')).status).toBe(200)
    expect(await isOn()).toBe(true)
  })

  it('repairs nothing ten minutes later, because the choice may have been changed elsewhere', async () => {
    const opened = openOrdered()
    const { turn, service, isOn } = opened
    const changes = [{ type: 'news', channel: 'email', enabled: false }]
    await lose(opened, 'PATCH', '/preferences', { changes })
    vi.advanceTimersByTime(11 * 60_000)
    await service.preferences!.update('ada', { type: 'news', channel: 'email', enabled: true })
    expect((await turn(true, 2, 'push')).status).toBe(200)
    expect(await isOn()).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import {
  getFieldEntry,
  userFields,
  type UserField,
  type UserFieldKind,
} from '../../src/core/user/fields.js'
import type { WritableRules } from '../../src/server.js'
import { change, device, memory, openHandler } from './handler.fixture.js'

const samples: Readonly<Record<UserFieldKind, string>> = {
  text: 'Eve',
  email: 'eve@example.com',
  phone: '+442079460018',
  avatar: 'https://example.com/eve.png',
  timezone: 'Europe/London',
  locale: 'en-GB',
  date: '2026-05-31',
}
const getSample = (field: UserField) => samples[getFieldEntry(field).kind]
const refused = 'cannot be written from a browser'

describe.each(['PUT', 'PATCH'])('createPermissions: %s /user', (method) => {
  const write = (patch: object, writable?: WritableRules) => {
    const { send, getWrites } = openHandler({ writable })
    return send(method, '/user', { patch }).then((answer) => ({ ...answer, writes: getWrites() }))
  }

  it.each(userFields)('writes %s only if it is listed', async (field) => {
    for (const value of [getSample(field), null]) {
      const listed = await write({ [field]: value }, { fields: [field] })
      expect(listed.status).toBe(200)
      const others = userFields.filter((other) => other !== field)
      const { status, body, writes } = await write({ [field]: value }, { fields: others })
      expect(status).toBe(403)
      expect(body.error).toMatchObject({ code: 'forbidden', fields: { [field]: refused } })
      expect(writes).toEqual([])
    }
  })

  it('writes fields that need no verification by default', async () => {
    const results = await Promise.all(
      userFields.map(async (field) => [field, (await write({ [field]: getSample(field) })).status]),
    )
    const forbidden = results.filter(([, status]) => status === 403).map(([field]) => field)
    expect(forbidden).toEqual(['email', 'phone', 'createdAt'])
  })

  it('writes no traits by default, the listed ones, or all', async () => {
    const { status, body, writes } = await write({ name: 'Eve', traits: { plan: 'paid', ok: 1 } })
    expect({ status, writes }).toEqual({ status: 403, writes: [] })
    expect(body.error.fields).toEqual({ 'traits.plan': refused, 'traits.ok': refused })
    const { body: half } = await write({ traits: { plan: 'paid', ok: 1 } }, { traits: ['ok'] })
    expect(half.error.fields).toEqual({ 'traits.plan': refused })
    const hidden = await write(JSON.parse('{"traits":{"__proto__":{"plan":"paid"}}}'), {
      traits: ['ok'],
    })
    expect(hidden.status).toBe(403)
    const all = await write({ traits: { plan: 'paid' } }, { traits: true })
    expect(all.body.data.traits).toEqual({ plan: 'paid', theme: 'dark' })
  })

  it('refuses unknown and invalid keys', async () => {
    for (const patch of [{ timezone: 'Mars' }, { id: 'grace' }, { rest: {} }, { traits: [] }, []]) {
      const { status, body, writes } = await write(patch, { traits: true })
      expect({ status, writes }).toEqual({ status: 400, writes: [] })
      expect(body.error.code).toBe('invalid')
    }
  })
})

it('createPermissions: capabilities contain what is writable', async () => {
  const { send } = openHandler({ writable: { fields: ['name'], traits: ['theme'] } })
  const { capabilities } = (await send('GET', '?read=')).body
  expect(capabilities.fields.name).toEqual({ read: true, write: true, clear: true })
  expect(capabilities.fields.email).toEqual({ read: true, write: false, clear: false })
  expect(capabilities.traits.declared).toBe(true)
  const open = openHandler({
    writable: { traits: true },
    allow: ['devices', 'events', 'users.delete'],
  })
  const all = (await open.send('GET', '?read=')).body.capabilities
  expect(all).toMatchObject({ devices: true, events: true })
  expect(all.users).toEqual(['get', 'identify', 'update', 'delete'])
  expect(all.traits.declared).toBeUndefined()
})

it.each([
  ['none by default', {}, {}],
  ['those that are writable', { writable: { traits: ['theme'] } }, { theme: 'dark' }],
  ['those that are listed', { readable: { traits: ['plan'] } }, { plan: 'free' }],
  ['all where all are', { readable: { traits: true } as const }, { plan: 'free', theme: 'dark' }],
])('createPermissions: traits %s, in every response', async (_, options, traits) => {
  const { send } = openHandler(options)
  const read = await send('GET', '?read=user')
  expect(read.body.user.data.traits).toEqual(traits)
  for (const method of ['PUT', 'PATCH']) {
    const { body } = await send(method, '/user', { patch: { name: 'Ada' } })
    expect(body.data.traits).toEqual(traits)
  }
})

it.each([
  ['where they are allowed', { allow: ['devices'] } as const, [device]],
  ['not otherwise', {}, undefined],
])('createPermissions: devices %s, in every response', async (_, options, devices) => {
  const { send } = openHandler(options)
  expect((await send('GET', '?read=user')).body.user.data.devices).toEqual(devices)
  for (const method of ['PUT', 'PATCH']) {
    const { body } = await send(method, '/user', { patch: { name: 'Ada' } })
    expect(body.data.devices).toEqual(devices)
  }
  const { devices: listed, ...merged } = (
    await openHandler({ ...options, authenticateGuest: () => 'guest_1' }).send('PUT', '/user', {
      patch: { name: 'Ada' },
    })
  ).body.data
  expect(merged).toMatchObject({ name: 'Ada', locale: 'ja-JP' })
  expect(JSON.stringify([listed]).includes(device.token)).toBe(devices !== undefined)
})

it('createPermissions: removes all other data of the service from responses', async () => {
  const adapter = memory({ preferences: { rest: { key: 'sentinel' } } })
  const { send } = openHandler({ adapter })
  for (const [method, path, body] of [
    ['GET', '?read=user,preferences'],
    ['PATCH', '/preferences', { changes: [change] }],
    ['DELETE', '/preferences'],
  ] as const) {
    const { status, body: answer } = await send(method, path, body)
    expect(status).toBe(200)
    expect((answer.preferences ?? answer).data.rest).toEqual({})
  }
})

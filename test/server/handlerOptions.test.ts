import { expect, it } from 'vitest'
import { createUserHandler } from '../../src/server.js'
import { memory } from './handler.fixture.js'

const adapter = memory()
const authenticate = () => 'ada'

/** Options, and the name that the error must hold. */
const wrong: readonly [object, string][] = [
  [{ adapter }, 'authenticate'],
  [{ adapter, authenticate: 'ada' }, 'authenticate'],
  [{ authenticate }, 'adapter'],
  [{ authenticate, adapter: null }, 'adapter'],
  [{ authenticate, adapter: 'postgres' }, 'adapter'],
  [{ authenticate, adapter: {} }, 'adapter'],
  [{ authenticate, adapter: Promise.resolve(adapter) }, 'adapter'],
  ...(
    [
      [{ trustedOrigin: ['https://app.example.com'] }, 'trustedOrigin'],
      [{ origins: ['https://app.example.com'] }, 'origins'],
      [{ url: '/api/identikit' }, 'url'],
      [{ getUser: authenticate }, 'getUser'],
      [{ catalog: { types: [] } }, 'catalog'],
      [{ catalog: new Set() }, 'catalog'],
      [{ trusted: 'email' }, 'trusted'],
      [{ trusted: 5 }, 'trusted'],
      [{ provision: 'always' }, 'provision'],
      [{ provision: {} }, 'provision'],
      [{ authenticateGuest: 'guest_1' }, 'authenticateGuest'],
      [{ onGuestMerged: true }, 'onGuestMerged'],
      [{ onError: console }, 'onError'],
      [{ writeStore: new Map() }, 'writeStore'],
      [{ writeStore: { get: authenticate, set: authenticate } }, 'writeStore'],
      [{ allow: 'devices' }, 'allow'],
      [{ allow: new Set(['devices']) }, 'allow'],
      [{ allow: { devices: true } }, 'allow'],
      [{ allow: ['users.list'] }, 'allow'],
      [{ writable: ['name'] }, 'writable'],
      [{ writable: true }, 'writable'],
      [{ writable: { field: ['name'] } }, 'writable.field'],
      [{ writable: { fields: 'name' } }, 'writable.fields'],
      [{ writable: { fields: true } }, 'writable.fields'],
      [{ writable: { fields: ['plan'] } }, 'writable.fields'],
      [{ writable: { traits: 'plan' } }, 'writable.traits'],
      [{ writable: { traits: new Set(['plan']) } }, 'writable.traits'],
      [{ readable: { traits: 'plan' } }, 'readable.traits'],
      [{ readable: { fields: ['name'] } }, 'readable.fields'],
      [{ rateLimit: true }, 'rateLimit'],
      [{ rateLimit: { limit: 1e9 } }, 'rateLimit.limit'],
      [{ rateLimit: { max: 5 } }, 'rateLimit.max'],
    ] as [object, string][]
  ).map(([options, name]): [object, string] => [{ adapter, authenticate, ...options }, name]),
]

it.each(wrong)('createUserHandler: names the wrong option of %j: %s', (options, name) => {
  expect(() => createUserHandler(options as never)).toThrow(
    new RegExp(`^\\[identikit\\] createUserHandler: .*\`${name}\` .*\\(misuse\\)$`),
  )
})

it.each([undefined, null, 'postgres', 5])('createUserHandler: refuses %j', (options) => {
  expect(() => createUserHandler(options as never)).toThrow(/createUserHandler: .*\(misuse\)/)
})

it('createUserHandler: accepts undefined for an optional option', () => {
  const options = { trusted: undefined, writable: { fields: undefined }, rateLimit: undefined }
  expect(() => createUserHandler({ adapter, authenticate, ...options })).not.toThrow()
})

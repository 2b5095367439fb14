import { expect } from 'vitest'
import type { MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { IdentikitError } from '../../../src/core/errors.js'
import type { Rule } from './rules.fixture.js'

const put = { method: 'PUT', path: '/user' }
const body = { patch: { name: 'Countess' } }
const alone = { data: { id: 'ada', name: 'Countess', email: 'ada@example.com' } }
const merged = { data: { ...alone.data, locale: 'ja-JP' } }
/** The writes of an identify with a merge. */
const identifyAndMerge = 2

/** Returns options with a session that proves a guest. */
const proves = (guest: unknown) => ({ authenticateGuest: () => guest as string })

/** Requests that contain a guest id the session doesn't prove. */
const guestIds: readonly [string, Partial<Rule['send']>][] = [
  ['the query', { path: '/user?guest=guest_1&from=guest_1&authenticateGuest=guest_1' }],
  [
    'headers',
    { headers: { 'x-identikit-guest': 'guest_1', 'x-guest': 'guest_1', from: 'guest_1' } },
  ],
  ['the source of the change', { headers: { 'x-identikit-source': 'guest_1' } }],
]

export const guests: readonly Rule[] = [
  {
    name: 'merges the guest of the session into the identified user',
    send: { ...put, body },
    options: proves('guest_1'),
    status: 200,
    writes: identifyAndMerge,
    data: merged,
  },
  {
    name: 'merges nothing without authenticateGuest',
    send: { ...put, body },
    status: 200,
    writes: 1,
    data: alone,
  },
  ...guestIds.map(([where, send]): Rule => ({
    name: `ignores a guest id in ${where}`,
    send: { ...put, body, ...send },
    options: proves(null),
    status: 200,
    writes: 1,
    data: alone,
  })),
  ...['guest', 'guestId', 'from', 'merge'].map((key): Rule => ({
    name: `answers 400 to a guest id in the body as ${key}`,
    send: { ...put, body: { ...body, [key]: 'guest_1' } },
    options: proves('guest_1'),
    status: 400,
    code: 'invalid',
    fields: { [key]: expect.any(String) },
  })),
  {
    name: 'merges the guest of the session, not the one in the query',
    send: { ...put, path: '/user?guest=grace', body },
    options: proves('guest_1'),
    status: 200,
    writes: identifyAndMerge,
    data: merged,
  },
  {
    name: 'does not merge a user into itself',
    send: { ...put, body },
    options: proves('ada'),
    status: 200,
    writes: 1,
    data: alone,
  },
  {
    name: 'merges nothing if the guest does not exist',
    send: { ...put, body },
    options: proves('guest_unknown'),
    status: 200,
    writes: identifyAndMerge,
    data: alone,
  },
  {
    name: 'merges once, and succeeds when repeated',
    send: { ...put, body },
    options: proves('guest_1'),
    before: 1,
    status: 200,
    writes: 2 * identifyAndMerge,
    data: merged,
  },
  ...(
    [
      ['returns a number', 42],
      ['returns an object', { id: 'guest_1' }],
      ['returns dots', '..'],
      ['returns an empty id', ''],
      ['rejects', Promise.reject(new Error('sentinel'))],
    ] as [string, unknown][]
  ).map(([what, guest]): Rule => {
    // Prevents an unhandled rejection before the handler awaits it.
    if (guest instanceof Promise) guest.catch(() => {})
    return {
      name: `merges nothing if authenticateGuest ${what}`,
      send: { ...put, body },
      options: proves(guest),
      status: 200,
      writes: 1,
      data: alone,
    }
  }),
  {
    name: 'identifies the user if the merge fails',
    send: { ...put, body },
    options: proves('guest_1'),
    prepare: ({ faults }: MemoryAdapter) => {
      faults.fail = ({ member }) =>
        member === 'users.merge' ? new IdentikitError('service', 'sentinel') : undefined
    },
    status: 200,
    writes: identifyAndMerge,
    data: alone,
  },
  {
    name: 'merges nothing if the identify fails',
    send: { ...put, body },
    options: proves('guest_1'),
    prepare: ({ faults }: MemoryAdapter) => {
      faults.fail = () => new IdentikitError('service', 'sentinel', { status: 503 })
    },
    status: 503,
    code: 'service',
    writes: 1,
  },
  {
    name: 'merges nothing at a refused identify',
    send: { ...put, body: { patch: { email: 'eve@example.com' } } },
    options: proves('guest_1'),
    status: 403,
    code: 'forbidden',
  },
  {
    name: 'merges nothing from another origin',
    send: { ...put, body, headers: { origin: 'https://evil.example' } },
    options: proves('guest_1'),
    status: 403,
    code: 'forbidden',
  },
  {
    name: 'merges nothing at another write',
    send: { method: 'PATCH', path: '/user', body },
    options: proves('guest_1'),
    status: 200,
    writes: 1,
    data: alone,
  },
  ...(
    [
      ['read', { method: 'GET', path: '?read=user,preferences' }],
      ['identify', { ...put, body }],
      ['change preferences', { method: 'PATCH', path: '/preferences', body: { changes: [] } }],
    ] as [string, Rule['send']][]
  ).map(([what, send]): Rule => ({
    name: `answers 401 to a guest: ${what}`,
    send,
    options: { ...proves('guest_1'), authenticate: () => null },
    status: 401,
    code: 'unauthorized',
  })),
]

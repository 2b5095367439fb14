import { expect } from 'vitest'
import type { Rule } from './rules.fixture.js'

const patch = { name: 'Countess' }
const put = { method: 'PUT', path: '/user' }
const cell = { type: 'news', channel: 'push', enabled: true }
const nested = (depth: number) =>
  `{"patch":{"traits":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}}`

export const bodies: readonly Rule[] = [
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ].map((type): Rule => ({
    name: `is 415 for the type ${type || '(none)'}`,
    send: {
      ...put,
      body: JSON.stringify({ patch }),
      headers: { 'content-type': type || undefined },
    },
    status: 415,
    code: 'invalid',
  })),
  {
    name: 'is 400 for half an object',
    send: { ...put, body: '{"patch":{' },
    status: 400,
    code: 'invalid',
    orBy: 'parser',
  },
  {
    name: 'is 413 above 64 KiB',
    send: { ...put, body: { patch: { name: 'x'.repeat(66_000) } } },
    status: 413,
    code: 'invalid',
  },
  {
    name: 'is 413 far above',
    send: { ...put, body: `"${'x'.repeat(300_000)}"` },
    status: 413,
    code: 'invalid',
    orBy: 'parser',
  },
  {
    name: 'is 400 for 40 levels',
    send: { ...put, body: nested(40) },
    status: 400,
    code: 'invalid',
    fields: { body: expect.stringContaining('32 levels') },
  },
  {
    name: 'is 400 for 30000 levels',
    send: { ...put, body: nested(30_000) },
    status: 400,
    code: 'invalid',
    orBy: 'parser',
  },
  {
    name: 'is 400 for 600 keys',
    send: {
      ...put,
      body: {
        patch: { traits: Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`k${i}`, i])) },
      },
    },
    options: { writable: { traits: true } },
    status: 400,
    code: 'invalid',
    fields: { body: 'has more than 500 keys' },
  },
]

export const lists: readonly Rule[] = [
  ...(
    [
      ['beside the patch', put, { patch, id: 'grace' }, 'id'],
      ['named __proto__', put, '{"patch":{},"__proto__":{"id":"grace"}}', '__proto__'],
      ['in the patch', put, { patch: { ...patch, role: 'admin' } }, 'role'],
      [
        'in a change',
        { method: 'PATCH', path: '/preferences' },
        { changes: [cell, { ...cell, user: 'grace' }] },
        'changes[1].user',
      ],
      [
        'beside the changes',
        { method: 'PATCH', path: '/preferences' },
        { changes: [cell], id: 'grace' },
        'id',
      ],
      [
        'in a change that comes with a patch',
        put,
        { patch, preferences: [{ ...cell, id: 'grace' }] },
        'changes[0].id',
      ],
      [
        'in a streak',
        { method: 'PATCH', path: '/streak' },
        { patch: { enabled: true, length: 365 } },
        'length',
      ],
      [
        'in a metric of a streak',
        { method: 'PATCH', path: '/streak' },
        { patch: { metrics: [{ key: 'a', threshold: 1, total: 9 }] } },
        'metrics',
      ],
      [
        'in a device',
        { method: 'PUT', path: '/devices' },
        { device: { token: 'a', user: 'grace' } },
        'device.user',
      ],
      [
        'beside a token',
        { method: 'POST', path: '/devices/remove' },
        { token: 'a', all: true },
        'all',
      ],
      [
        'in an event',
        { method: 'POST', path: '/events' },
        { event: { name: 'ran', userId: 'grace' } },
        'event.userId',
      ],
    ] as [string, { method: string; path: string }, unknown, string][]
  ).map(([name, to, body, field]) => ({
    name: `is 400 for an unknown key ${name}`,
    send: { ...to, body },
    options: { allow: ['devices', 'events'] as const },
    status: 400,
    code: 'invalid',
    fields: Object.fromEntries([[field, expect.any(String)]]),
  })),
  {
    name: 'is 403 for a field that a browser may not write',
    send: { ...put, body: { patch: { ...patch, email: 'eve@example.com' } } },
    status: 403,
    code: 'forbidden',
    fields: { email: expect.any(String) },
  },
  {
    name: 'is 501 for what is not served',
    send: { method: 'DELETE', path: '/user' },
    status: 501,
    code: 'unsupported',
  },
  {
    name: 'is 405 for another method',
    send: { method: 'POST', path: '/user', body: {} },
    status: 405,
    code: 'unsupported',
    headers: { allow: 'PUT, PATCH, DELETE' },
  },
  {
    name: 'is 404 for another path',
    send: { method: 'GET', path: '/users' },
    status: 404,
    code: 'unsupported',
  },
  {
    name: 'is 403 for what the catalog locks',
    send: { method: 'PATCH', path: '/preferences', body: { changes: [cell] } },
    options: { catalog: [{ id: 'news', locked: {} }] },
    status: 403,
    code: 'locked',
    fields: { 'changes[0]': 'is locked' },
  },
  {
    name: 'takes changes',
    send: { method: 'PATCH', path: '/preferences', body: { changes: [cell] } },
    status: 200,
    writes: 1,
  },
  {
    name: 'takes a reset, which has no body',
    send: { method: 'DELETE', path: '/preferences' },
    status: 200,
    writes: 1,
  },
]

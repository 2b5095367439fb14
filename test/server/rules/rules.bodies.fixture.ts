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
    name: `answers 415 to the content type ${type || '(none)'}`,
    send: {
      ...put,
      body: JSON.stringify({ patch }),
      headers: { 'content-type': type || undefined },
    },
    status: 415,
    code: 'invalid',
  })),
  {
    name: 'answers 400 to incomplete JSON',
    send: { ...put, body: '{"patch":{' },
    status: 400,
    code: 'invalid',
    orBy: 'parser',
  },
  {
    name: 'answers 413 to a body above 64 KiB',
    send: { ...put, body: { patch: { name: 'x'.repeat(66_000) } } },
    status: 413,
    code: 'invalid',
  },
  {
    name: 'answers 413 to a much longer body',
    send: { ...put, body: `"${'x'.repeat(300_000)}"` },
    status: 413,
    code: 'invalid',
    orBy: 'parser',
  },
  {
    name: 'answers 400 to 40 levels',
    send: { ...put, body: nested(40) },
    status: 400,
    code: 'invalid',
    fields: { body: expect.stringContaining('32 levels') },
  },
  {
    name: 'answers 400 to 30,000 levels',
    send: { ...put, body: nested(30_000) },
    status: 400,
    code: 'invalid',
    orBy: 'parser',
  },
  {
    name: 'answers 400 to 600 keys',
    send: {
      ...put,
      body: {
        patch: { traits: Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`k${i}`, i])) },
      },
    },
    options: { writable: { traits: true } },
    status: 400,
    code: 'invalid',
    fields: { body: 'has more than 500 keys in one object' },
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
        { changes: [{ ...cell, user: 'grace' }] },
        'changes[0].user',
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
    name: `answers 400 to an unknown key ${name}`,
    send: { ...to, body },
    options: { allow: ['devices', 'events'] as const },
    status: 400,
    code: 'invalid',
    fields: Object.fromEntries([[field, expect.any(String)]]),
  })),
  {
    name: 'answers 403 to a field that is not writable',
    send: { ...put, body: { patch: { ...patch, email: 'eve@example.com' } } },
    status: 403,
    code: 'forbidden',
    fields: { email: expect.any(String) },
  },
  {
    name: 'answers 501 to a feature that is not served',
    send: { method: 'DELETE', path: '/user' },
    status: 501,
    code: 'unsupported',
  },
  {
    name: 'answers 405 to another method',
    send: { method: 'POST', path: '/user', body: {} },
    status: 405,
    code: 'unsupported',
    headers: { allow: 'PUT, PATCH, DELETE' },
  },
  {
    name: 'answers 404 to another path',
    send: { method: 'GET', path: '/users' },
    status: 404,
    code: 'unsupported',
  },
  {
    name: 'answers 403 to a change of a locked setting',
    send: { method: 'PATCH', path: '/preferences', body: { changes: [cell] } },
    options: { catalog: [{ id: 'news', locked: {} }] },
    status: 403,
    code: 'locked',
    fields: { 'changes[0]': 'is locked' },
  },
  {
    name: 'saves preference changes',
    send: { method: 'PATCH', path: '/preferences', body: { changes: [cell] } },
    status: 200,
    writes: 1,
  },
  {
    name: 'resets preferences without a body',
    send: { method: 'DELETE', path: '/preferences' },
    status: 200,
    writes: 1,
  },
]

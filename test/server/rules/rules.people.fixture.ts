import { expect } from 'vitest'
import { IdentikitError } from '../../../src/core/errors.js'
import { userHeader } from '../../../src/core/protocol.js'
import type { Sent } from '../mounts.fixture.js'
import type { Rule } from './rules.fixture.js'

const patch = { name: 'Countess' }
const put = { method: 'PUT', path: '/user' }

export const reading: readonly Rule[] = [
  {
    name: 'reads oneself',
    send: { method: 'GET', path: '?read=user,preferences,streak' },
    status: 200,
    data: { user: { data: { name: 'Ada' } }, preferences: { data: {} }, streak: { data: {} } },
  },
  // The token of the fixture is a sentinel, which no answer may hold.
  ...[
    { send: { method: 'GET', path: '?read=user' }, data: { user: { data: { name: 'Ada' } } } },
    ...['PUT', 'PATCH'].map((method) => ({
      send: { method, path: '/user', body: { patch: { name: 'Ada' } } },
      writes: 1,
      data: { data: { name: 'Ada' } },
    })),
  ].map((rule): Rule => ({
    name: `shows no device in the answer to ${rule.send.method} where devices are not allowed`,
    options: { allow: ['events', 'users.delete'] },
    status: 200,
    ...rule,
  })),
  {
    name: 'answers HEAD without a body',
    send: { method: 'HEAD', path: '?read=user' },
    status: 200,
  },
  {
    name: 'reads for any origin, and allows none to see it',
    send: { method: 'GET', path: '?read=user', headers: { origin: 'https://evil.example' } },
    status: 200,
  },
  {
    name: 'changes nothing by GET, whatever asks for it',
    send: {
      method: 'GET',
      path: '?read=user&_method=PATCH&patch={%22name%22:%22Eve%22}',
      headers: { 'x-http-method-override': 'PATCH', 'x-method-override': 'DELETE' },
    },
    status: 200,
    data: { user: { data: { name: 'Ada' } } },
  },
  {
    name: 'refuses to read what there is not',
    send: { method: 'GET', path: '?read=secrets' },
    status: 400,
    code: 'invalid',
    fields: { read: expect.any(String) },
  },
]

export const people: readonly Rule[] = [
  ...(
    [
      ['nobody', () => null],
      ['an empty id', () => ''],
      ['a number', () => 42],
      ['true', () => true],
      ['an object', () => ({ id: 'ada' })],
      ['a list', () => ['ada']],
      ['dots', () => '..'],
      ['blanks', () => '  '],
      [
        'a function that throws',
        () => {
          throw new Error('sentinel')
        },
      ],
      ['a rejection', () => Promise.reject(new IdentikitError('service', 'sentinel'))],
    ] as [string, () => never][]
  ).map(([name, authenticate]) => ({
    name: `is 401 where authenticate gives ${name}`,
    send: { ...put, body: { patch } },
    options: { authenticate },
    status: 401,
    code: 'unauthorized',
  })),
  {
    name: 'is 409 for a page of somebody else',
    send: { ...put, body: { patch }, headers: { [userHeader]: 'grace' } },
    status: 409,
    code: 'user-changed',
  },
]

export const origins: readonly Rule[] = [
  {
    name: 'changes what its own pages change',
    send: {
      ...put,
      body: { patch: { name: 'Ädä 👑' } },
      headers: { 'sec-fetch-site': 'same-origin' },
    },
    status: 200,
    writes: 1,
    data: { data: { id: 'ada', name: 'Ädä 👑' } },
  },
  ...(
    [
      ['another origin', { origin: 'https://evil.example' }],
      ['no origin', { origin: undefined }],
      ['no origin, but a referer', { origin: undefined, referer: 'https://app.example.com/' }],
      ['an opaque origin', { origin: 'null' }],
      ['several origins', { origin: ['https://app.example.com', 'https://evil.example'] }],
      [
        'the origin of a forwarded host',
        {
          origin: 'https://evil.example',
          'x-forwarded-host': 'evil.example',
          forwarded: 'host=evil.example;proto=https',
        },
      ],
      ['another site by its own word', { 'sec-fetch-site': 'cross-site' }],
    ] as [string, Sent['headers']][]
  ).map(([name, headers = {}]) => ({
    name: `is 403 where a cookie comes from ${name}`,
    send: { ...put, body: { patch }, headers },
    status: 403,
    code: 'forbidden',
    fields:
      'sec-fetch-site' in headers
        ? { 'sec-fetch-site': expect.any(String) }
        : { origin: expect.any(String) },
  })),
  {
    name: 'is 403 where a password comes by itself without an origin',
    send: { ...put, body: { patch }, headers: { authorization: 'Basic ada' } },
    bare: true,
    status: 403,
    code: 'forbidden',
  },
  {
    name: 'needs no origin where only a token comes',
    send: { ...put, body: { patch }, headers: { authorization: 'Bearer ada' } },
    bare: true,
    status: 200,
    writes: 1,
  },
  {
    name: 'takes a listed origin, and no other, not even its own',
    send: { ...put, body: { patch }, headers: { origin: 'https://www.example.com' } },
    options: { trustedOrigins: ['https://www.example.com'] },
    status: 200,
    writes: 1,
  },
  {
    name: 'takes no host for its own that stands in the path',
    send: {
      ...put,
      target: '//evil.example/api/identikit/user',
      body: { patch },
      headers: { origin: 'http://evil.example' },
    },
    status: 403,
    orBy: 'router',
  },
]

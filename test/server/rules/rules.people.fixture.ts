import { expect } from 'vitest'
import { IdentikitError } from '../../../src/core/errors.js'
import { userHeader } from '../../../src/core/protocol.js'
import type { Sent } from '../mounts.fixture.js'
import type { Rule } from './rules.fixture.js'

const patch = { name: 'Countess' }
const put = { method: 'PUT', path: '/user' }

export const reading: readonly Rule[] = [
  {
    name: 'reads the signed-in user',
    send: { method: 'GET', path: '?read=user,preferences,streak' },
    status: 200,
    data: { user: { data: { name: 'Ada' } }, preferences: { data: {} }, streak: { data: {} } },
  },
  // No response may contain the device token of the fixture.
  ...[
    { send: { method: 'GET', path: '?read=user' }, data: { user: { data: { name: 'Ada' } } } },
    ...['PUT', 'PATCH'].map((method) => ({
      send: { method, path: '/user', body: { patch: { name: 'Ada' } } },
      writes: 1,
      data: { data: { name: 'Ada' } },
    })),
  ].map((rule): Rule => ({
    name: `answers ${rule.send.method} without devices unless they are allowed`,
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
    name: 'answers a read from any origin without CORS headers',
    send: { method: 'GET', path: '?read=user', headers: { origin: 'https://evil.example' } },
    status: 200,
  },
  {
    name: 'changes nothing on GET',
    send: {
      method: 'GET',
      path: '?read=user&_method=PATCH&patch={%22name%22:%22Eve%22}',
      headers: { 'x-http-method-override': 'PATCH', 'x-method-override': 'DELETE' },
    },
    status: 200,
    data: { user: { data: { name: 'Ada' } } },
  },
  {
    name: 'reads the history of the signed-in user, who made no change',
    options: { allow: ['history'] },
    send: { method: 'GET', path: '/history?limit=1000' },
    status: 200,
    data: { data: [] },
  },
  {
    name: 'refuses to read a history that the host does not serve',
    send: { method: 'GET', path: '/history' },
    status: 501,
    code: 'unsupported',
  },
  {
    name: 'refuses a page of the history that is too long',
    options: { allow: ['history'] },
    send: { method: 'GET', path: '/history?limit=1001' },
    status: 400,
    code: 'invalid',
    fields: { limit: 'must be an integer from 1 to 1000' },
  },
  {
    name: 'refuses to read an unknown resource',
    send: { method: 'GET', path: '?read=secrets' },
    status: 400,
    code: 'invalid',
    fields: { read: expect.any(String) },
  },
]

export const people: readonly Rule[] = [
  ...(
    [
      ['null', () => null],
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
    name: `answers 401 if authenticate returns ${name}`,
    send: { ...put, body: { patch } },
    options: { authenticate },
    status: 401,
    code: 'unauthorized',
  })),
  {
    name: 'answers 409 if the browser sends another user id',
    send: { ...put, body: { patch }, headers: { [userHeader]: 'grace' } },
    status: 409,
    code: 'user-changed',
  },
]

export const origins: readonly Rule[] = [
  {
    name: 'accepts a write from its own origin',
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
      ['another site by sec-fetch-site', { 'sec-fetch-site': 'cross-site' }],
    ] as [string, Sent['headers']][]
  ).map(([name, headers = {}]) => ({
    name: `answers 403 to a cookie from ${name}`,
    send: { ...put, body: { patch }, headers },
    status: 403,
    code: 'forbidden',
    fields:
      'sec-fetch-site' in headers
        ? { 'sec-fetch-site': expect.any(String) }
        : { origin: expect.any(String) },
  })),
  {
    name: 'answers 403 to Basic credentials without an origin',
    send: { ...put, body: { patch }, headers: { authorization: 'Basic ada' } },
    bare: true,
    status: 403,
    code: 'forbidden',
  },
  {
    name: 'accepts a bearer token without an origin',
    send: { ...put, body: { patch }, headers: { authorization: 'Bearer ada' } },
    bare: true,
    status: 200,
    writes: 1,
  },
  {
    name: 'accepts a listed origin only, not its own',
    send: { ...put, body: { patch }, headers: { origin: 'https://www.example.com' } },
    options: { trustedOrigins: ['https://www.example.com'] },
    status: 200,
    writes: 1,
  },
  {
    name: 'ignores a host in the request path',
    send: {
      ...put,
      target: '//evil.example/api/identikit/user',
      body: { patch },
      headers: { origin: 'http://evil.example' },
    },
    status: 404,
    code: 'unsupported',
    orBy: 'router',
  },
]

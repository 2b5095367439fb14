import type { MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { IdentikitError } from '../../../src/core/errors.js'
import type { Rule } from './rules.fixture.js'

const patch = { name: 'Countess' }
const put = { method: 'PUT', path: '/user' }

export const failures: readonly Rule[] = [
  {
    name: 'answers 429 above the rate limit, with Retry-After',
    send: { ...put, body: { patch } },
    options: { rateLimit: { limit: { writes: 2 }, window: 30_000 } },
    before: 2,
    status: 429,
    code: 'rate-limited',
    headers: { 'retry-after': '30' },
    writes: 2,
  },
  ...(
    [
      ['cannot be reached', new IdentikitError('network', 'sentinel'), 502, 'service', {}],
      ['answers nonsense', new IdentikitError('bad-answer', 'sentinel'), 502, 'service', {}],
      ['fails', new IdentikitError('service', 'sentinel', { status: 500 }), 502, 'service', {}],
      ['is late', new IdentikitError('timeout', 'sentinel'), 504, 'timeout', {}],
      [
        'refuses the key',
        new IdentikitError('unauthorized', 'sentinel', { status: 401 }),
        500,
        'service',
        {},
      ],
      [
        'is down',
        new IdentikitError('service', 'sentinel', { status: 503, retryAfter: 2500 }),
        503,
        'service',
        { 'retry-after': '3' },
      ],
      [
        'limits the rate',
        new IdentikitError('rate-limited', 'sentinel', { status: 429, retryAfter: 10 }),
        429,
        'rate-limited',
        { 'retry-after': '1' },
      ],
      ['breaks', new Error('sentinel'), 500, 'service', {}],
    ] as [string, IdentikitError, number, string, Record<string, string>][]
  ).flatMap(([name, error, status, code, headers]): Rule[] => {
    const prepare = ({ faults }: MemoryAdapter) => void (faults.fail = () => error)
    const write = { send: { ...put, body: { patch } }, status, code, headers, writes: 1 }
    const read = { send: { method: 'GET', path: '?read=user,streak' }, status, code, headers }
    const rules: Rule[] = [{ name: `answers ${status} if the service ${name}`, prepare, ...write }]
    // A limit of the service is a result of each resource.
    if (status === 429) return rules
    return [
      ...rules,
      { name: `answers ${status} to a read if the service ${name}`, prepare, ...read },
    ]
  }),
]

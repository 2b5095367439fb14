import { expect } from 'vitest'
import { scopeHeader, seqHeader, writerHeader } from '../../../src/core/protocol.js'
import type { Rule } from './rules.fixture.js'

const change = { type: 'news', channel: 'email', enabled: false }
const locked = { type: 'billing', channel: 'email', enabled: false }
const save = { method: 'PATCH', path: '/preferences', body: { changes: [change] } }

/** Rules of the headers of this version, and of results per change. */
export const order: readonly Rule[] = [
  {
    name: 'answers 403 to a read of a tenant',
    send: { method: 'GET', path: '?read=preferences', headers: { [scopeHeader]: 'acme' } },
    status: 403,
    code: 'forbidden',
    fields: { [scopeHeader]: expect.any(String) },
  },
  {
    name: 'answers 403 to a write for a tenant',
    send: { ...save, headers: { [scopeHeader]: 'acme' } },
    status: 403,
    code: 'forbidden',
    fields: { [scopeHeader]: expect.any(String) },
  },
  {
    name: 'answers 400 to an invalid order',
    send: { ...save, headers: { [writerHeader]: 'a b', [seqHeader]: '-1' } },
    status: 400,
    code: 'invalid',
    fields: { [writerHeader]: expect.any(String), [seqHeader]: expect.any(String) },
  },
  {
    name: 'answers 400 to a writer without a sequence',
    send: { ...save, headers: { [writerHeader]: 'browser' } },
    status: 400,
    code: 'invalid',
    fields: { [seqHeader]: expect.any(String) },
  },
  {
    name: 'saves a write with an order',
    send: { ...save, headers: { [writerHeader]: 'browser', [seqHeader]: '1795885000000123' } },
    status: 200,
    writes: 1,
  },
  {
    name: 'refuses a locked change and saves the other one',
    send: { ...save, body: { changes: [locked, change] } },
    options: { catalog: [{ id: 'billing', default: true, locked: {} }, { id: 'news' }] },
    status: 200,
    writes: 1,
    data: { refused: [{ index: 0, error: { code: 'locked' } }] },
  },
]

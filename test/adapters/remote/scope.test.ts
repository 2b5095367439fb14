import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient } from '../../../src/core/client.js'
import { getCapabilities } from '../../../src/core/capabilities.js'
import { scopeHeader } from '../../../src/core/protocol.js'
import { createUserHandler } from '../../../src/server.js'

const url = 'https://app.example.com/api/identikit'

/** Opens a remote adapter over a handler, and records the scope and the query of each request. */
function open() {
  const adapter = createMemoryAdapter({ users: [{ id: 'ada' }] })
  const handler = createUserHandler({ adapter, authenticate: () => 'ada' })
  const sent: [string | null, string][] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    sent.push([request.headers.get(scopeHeader), new URL(request.url).search])
    // The handler of this test serves one tenant.
    request.headers.delete(scopeHeader)
    return handler(request)
  }
  const remote = createRemoteAdapter({ url, fetch })
  return { client: createUserClient(remote), remote, adapter, sent }
}

describe('reads of the remote adapter', () => {
  it('share one request only in the same scope', async () => {
    const { client, sent } = open()
    await Promise.all([
      client.users.get('ada'),
      client.preferences.get('ada', { scope: 'acme' }),
      client.streak.get('ada', { scope: 'acme' }),
      client.preferences.get('ada', { scope: 'ümlaut ltd' }),
      client.streak.get('ada'),
    ])
    expect(sent).toEqual([
      [null, '?read=user%2Cstreak'],
      ['acme', '?read=preferences%2Cstreak'],
      [encodeURIComponent('ümlaut ltd'), '?read=preferences'],
    ])
  })

  it('join no pending read of another scope', async () => {
    const { client, adapter, sent } = open()
    adapter.faults.pause = true
    const first = client.preferences.get('ada', { scope: 'acme' })
    await expect.poll(() => adapter.faults.pending).toHaveLength(1)
    const same = client.preferences.get('ada', { scope: 'acme' })
    const other = client.preferences.get('ada', { scope: 'globex' })
    await expect.poll(() => adapter.faults.pending).toHaveLength(2)
    adapter.faults.release()
    await Promise.all([first, same, other])
    expect(sent.map(([scope]) => scope)).toEqual(['acme', 'globex'])
  })

  it('start again in every scope after a write', async () => {
    const { client, adapter, sent } = open()
    adapter.faults.pause = true
    const before = client.preferences.get('ada', { scope: 'acme' })
    await expect.poll(() => adapter.faults.pending).toHaveLength(1)
    const write = client.preferences.update('ada', { channel: 'email', enabled: false })
    const after = client.preferences.get('ada', { scope: 'acme' })
    await expect.poll(() => adapter.faults.pending).toHaveLength(3)
    adapter.faults.release()
    await Promise.all([before, write, after])
    expect(sent.map(([scope]) => scope)).toEqual(['acme', null, 'acme'])
  })
})

describe('the order of writes', () => {
  it.each([true, undefined])('of users and streak is a capability of the handler: %s', (order) => {
    const adapter = createMemoryAdapter()
    const capabilities = getCapabilities({ ...adapter, order })
    const remote = createRemoteAdapter({ url, capabilities })
    expect(remote.order).toBe(order)
    expect(getCapabilities(remote)?.order).toBe(order)
  })
})

import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient } from '../../../src/core/client.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { createUserHandler } from '../../../src/server.js'

const url = 'https://app.example.com/api/identikit'
const email = { type: 'news', channel: 'email', enabled: false }
const legal = { type: 'legal', channel: 'email', enabled: false }

function open() {
  const adapter = createMemoryAdapter({
    users: [{ id: 'ada' }],
    preferences: { types: [{ id: 'legal', channels: { email: { state: 'on', locked: {} } } }] },
  })
  const handler = createUserHandler({ adapter, authenticate: () => 'ada' })
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) =>
    handler(new Request(input, init))
  return createUserClient(createRemoteAdapter({ url, fetch }))
}

describe('a refused change of a batch, over the handler', () => {
  it('is reported with its index and error, and the others are saved', async () => {
    const client = open()
    const reports: WriteReport[] = []
    const options = { onReport: (report: WriteReport) => reports.push(report) }
    const saved = await client.preferences.update('ada', [email, legal], options)
    expect(reports).toMatchObject([
      {
        refused: [
          { index: 1, error: { code: 'locked', fields: { 'changes[1]': expect.any(String) } } },
        ],
      },
    ])
    expect(getSetting(saved, email)?.state).toBe('off')
    expect(getSetting(saved, legal)?.state).toBe('on')
  })

  it('rejects where nobody receives the report', async () => {
    const client = open()
    const update = client.preferences.update('ada', [legal, email])
    await expect(update).rejects.toMatchObject({
      code: 'locked',
      fields: { 'changes[0]': expect.any(String) },
    })
    expect(getSetting(await client.preferences.get('ada'), email)?.state).toBe('off')
  })

  it('rejects if all are refused', async () => {
    const client = open()
    const reports: WriteReport[] = []
    const update = client.preferences.update('ada', [legal, legal], {
      onReport: (report) => reports.push(report),
    })
    await expect(update).rejects.toMatchObject({ code: 'locked' })
    expect(reports).toEqual([])
  })

  it('does not refuse the user or the other choices of a sign-up', async () => {
    const client = open()
    const reports: WriteReport[] = []
    const user = await client.users.identify(
      'ada',
      {},
      {
        preferences: [legal, email],
        onReport: (report) => reports.push(report),
      },
    )
    expect(user.id).toBe('ada')
    expect(reports).toMatchObject([{ refused: [{ index: 0, error: { code: 'locked' } }] }])
    expect(getSetting(await client.preferences.get('ada'), email)?.state).toBe('off')
  })
})

import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { createUserHandler } from '../../../src/server.js'
import { openKnock, secretKey } from './knock.fixture.js'

const origin = 'https://app.example.com'
const url = `${origin}/api/identikit`
const rows = [
  { type: 'category', name: 'News', identifier: 'news', channel_types: ['email', 'push'] },
]

/** Opens a remote client, a handler and a Knock fake, and records all responses that the browser receives. */
function openPage() {
  const { adapter, fake, calls } = openKnock({ rows })
  const handler = createUserHandler({ adapter, authenticate: () => 'ada', provision: false })
  const responses: string[] = []
  const remote = createRemoteAdapter({
    url,
    async fetch(input, init) {
      const request = new Request(input, init)
      request.headers.set('origin', origin)
      const response = await handler(request)
      const headers = JSON.stringify([...response.headers])
      responses.push(`${headers} ${await response.clone().text()}`)
      return response
    },
  })
  return { client: createAdminClient(remote), fake, calls, responses }
}

describe('the Knock adapter behind the handler', () => {
  it('changes one setting without sending the key to the browser', async () => {
    const { client, fake, calls, responses } = openPage()
    await client.users.get('ada')
    const target = { type: 'category:news', channel: 'push' }
    const before = await client.preferences.get('ada')
    expect(getSetting(before, target)).toEqual({ state: 'unset', default: true })
    expect(before.types[0]?.label).toBe('News')
    const saved = await client.preferences.update('ada', { ...target, enabled: false })
    expect(getSetting(saved, target)?.state).toBe('off')
    expect(fake.sets.get('ada')?.get('default')).toEqual({
      categories: { news: { channel_types: { push: false } } },
    })
    expect(new Set(calls.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`Bearer ${secretKey}`]),
    )
    expect(responses.length).toBeGreaterThan(1)
    expect(responses.join()).not.toMatch(/sentinel|bearer/i)
  })

  it('sends error codes to the browser and no text of the service', async () => {
    const { client, fake, responses } = openPage()
    await client.users.get('ada')
    fake.users.delete('ada')
    const change = { type: 'category:news', channel: 'push', enabled: false }
    const update = client.preferences.update('ada', change)
    await expect(update).rejects.toMatchObject({ code: 'not-found' })
    expect(responses.join()).not.toContain('sentinel')
  })
})

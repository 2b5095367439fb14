import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { createUserHandler } from '../../../src/server.js'
import { openNovu, secretKey } from './novu.fixture.js'

const origin = 'https://app.example.com'

/** Opens a remote client, a handler and a Novu fake, and records all responses that the browser receives. */
function openPage() {
  const { adapter, fake, calls } = openNovu()
  const handler = createUserHandler({ adapter, authenticate: () => 'ada', provision: false })
  const responses: string[] = []
  const remote = createRemoteAdapter({
    url: `${origin}/api/identikit`,
    async fetch(input, init) {
      const request = new Request(input, init)
      request.headers.set('origin', origin)
      const response = await handler(request)
      responses.push(`${JSON.stringify([...response.headers])} ${await response.clone().text()}`)
      return response
    },
  })
  return { client: createAdminClient(remote), fake, calls, responses }
}

describe('the Novu adapter behind the handler', () => {
  it('changes settings without sending the key to the browser', async () => {
    const { client, fake, calls, responses } = openPage()
    await client.users.get('ada')
    expect(client.capabilities?.preferences?.rules.parents).toBe('replace')
    const own = { type: 'comments', channel: 'email' }
    await client.preferences.update('ada', { ...own, enabled: true })
    const saved = await client.preferences.update('ada', { channel: 'email', enabled: false })
    expect(getSetting(saved, own)?.state).toBe('off')
    expect(fake.choices.get('ada')?.workflows.get('comments')).toEqual({})
    expect(new Set(calls.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`ApiKey ${secretKey}`]),
    )
    expect(responses.join()).not.toMatch(/sentinel|apikey/i)
  })

  it('sends error codes to the browser and no text of the service', async () => {
    const { client, fake, responses } = openPage()
    await client.users.get('ada')
    fake.subscribers.delete('ada')
    const update = client.preferences.update('ada', { channel: 'email', enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'not-found' })
    expect(responses.join()).not.toContain('sentinel')
  })
})

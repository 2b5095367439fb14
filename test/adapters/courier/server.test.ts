import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { createUserHandler } from '../../../src/server.js'
import { apiKey } from './courier.fake.js'
import { openCourier } from './courier.fixture.js'

const origin = 'https://app.example.com'

/** Opens a remote client, a handler and a Courier fake, and records all responses that the browser receives. */
function openPage() {
  const { adapter, calls } = openCourier({
    profiles: { ada: { email: 'ada@example.com', slack: { access_token: 'sentinel-slack' } } },
  })
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
  return { client: createAdminClient(remote), calls, responses }
}

describe('the Courier adapter behind the handler', () => {
  it('changes settings without sending the key to the browser', async () => {
    const { client, calls, responses } = openPage()
    expect(await client.users.get('ada')).toMatchObject({ email: 'ada@example.com' })
    expect(client.capabilities?.preferences?.rules.write).toBe('row')
    const target = { type: 'news', channel: 'email' }
    const saved = await client.preferences.update('ada', { ...target, enabled: false })
    expect(getSetting(saved, target)?.state).toBe('off')
    expect(getSetting(saved, { ...target, channel: 'push' })?.state).toBe('on')
    expect(new Set(calls.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`Bearer ${apiKey}`]),
    )
    expect(responses.join()).not.toMatch(/sentinel|bearer/i)
  })

  it('sends error codes to the browser and no text of the service', async () => {
    const { client, responses } = openPage()
    await client.users.get('ada')
    const change = { type: 'security', channel: 'email', enabled: false }
    await expect(client.preferences.update('ada', change)).rejects.toMatchObject({
      code: 'locked',
    })
    expect(responses.join()).not.toContain('sentinel')
  })
})

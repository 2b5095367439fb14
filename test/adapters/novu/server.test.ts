import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { createDeliveryGate, createUnsubscribe, createUserHandler } from '../../../src/server.js'
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
    expect(client.capabilities?.preferences?.rules).toMatchObject({ parents: 'and' })
    fake.choices.set('ada', { global: { push: false }, workflows: new Map() })
    const change = { type: 'comments', channel: 'email', enabled: false }
    const saved = await client.preferences.update('ada', change)
    expect(getSetting(saved, change)?.state).toBe('off')
    expect(saved).toMatchObject({ channels: {}, rest: {} })
    expect(fake.choices.get('ada')).toEqual({
      global: { push: false },
      workflows: new Map([['comments', { email: false }]]),
    })
    expect(new Set(calls.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`ApiKey ${secretKey}`]),
    )
    expect(responses.join()).not.toMatch(/sentinel|apikey/i)
  })

  it('sends error codes to the browser and no text of the service', async () => {
    const { client, fake, responses } = openPage()
    await client.users.get('ada')
    fake.subscribers.delete('ada')
    const update = client.preferences.update('ada', {
      type: 'comments',
      channel: 'email',
      enabled: false,
    })
    await expect(update).rejects.toMatchObject({ code: 'not-found' })
    expect(responses.join()).not.toContain('sentinel')
  })
})

describe('email over the Novu adapter', () => {
  const message = { type: 'digest', channel: 'email' }
  const chosen = { global: { email: false }, workflows: new Map([['digest', { email: true }]]) }

  it('is delivered as Novu does, where the channel is off for everything', async () => {
    const { adapter, fake } = openNovu()
    fake.choices.set('ada', chosen)
    const gate = createDeliveryGate({ adapter, catalog: [] })
    const check = async (type: string) => gate.check('ada', { ...message, type })
    const user = { subscriberId: 'ada', email: 'ada@example.com' }
    fake.write('ada', user)
    expect(await check('digest')).toEqual({ deliver: true })
    expect(await check('security')).toEqual({ deliver: true })
    expect(await check('comments')).toEqual({ deliver: false, reason: 'off' })
  })

  it('is stopped for each workflow by an unsubscribe link, and undone without a change for everything', async () => {
    const { adapter, fake, writes } = openNovu()
    fake.choices.set('ada', chosen)
    const { handler, linkFor } = createUnsubscribe({
      adapter,
      secret: 'a secret of at least 32 characters',
      url: `${origin}/unsubscribe`,
    })
    const post = async (fields: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams(fields)
      const link = await linkFor('ada', message)
      const response = await handler(new Request(link, { method: 'POST', body }))
      expect(response.status).toBe(200)
      return response.text()
    }
    const page = await post({ action: 'stop-all' })
    const stopped = { workflowId: 'digest', channels: { email: false } }
    const path = '/v2/subscribers/ada/preferences'
    expect(writes()).toEqual([['PATCH', path, stopped]])
    const undo = /name="undo" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await post({ action: 'undo', undo })
    expect(fake.choices.get('ada')).toEqual(chosen)
    expect(writes().at(-1)).toEqual([
      'PATCH',
      path,
      { workflowId: 'digest', channels: { email: true } },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { createDeliveryGate, createUserHandler } from '../../../src/server.js'
import { apiKey } from './onesignal.fake.js'
import { openOneSignal } from './onesignal.fixture.js'
import { skipPauses } from './skipPauses.js'

const origin = 'https://app.example.com'
const change = { type: 'comments', channel: 'email', enabled: false }

/** Opens a remote client, a handler and a OneSignal fake, and records all responses that the browser receives. */
function openPage(provision: boolean) {
  const { adapter, fake, calls } = openOneSignal()
  const handler = createUserHandler({ adapter, authenticate: () => 'ada', provision })
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

describe('the OneSignal adapter behind the handler', () => {
  it('changes settings without sending the key to the browser', async () => {
    const { client, fake, calls, responses } = openPage(false)
    await client.users.get('ada')
    const rules = { write: 'setting', clear: true }
    expect(client.capabilities?.preferences?.rules).toMatchObject(rules)
    const saved = await client.preferences.update('ada', change)
    expect(getSetting(saved, change)?.state).toBe('off')
    expect(fake.getTags('ada')).toEqual({ notify_comments_email: '0' })
    expect(new Set(calls.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`Key ${apiKey}`]),
    )
    expect(responses.join()).not.toMatch(/sentinel/i)
  })

  it('sends error codes to the browser and no text of the service', async () => {
    const { client, fake, responses } = openPage(false)
    await client.users.get('ada')
    fake.users.delete('ada')
    const update = client.preferences.update('ada', change)
    await expect(update).rejects.toMatchObject({ code: 'not-found' })
    expect(responses.join()).not.toContain('sentinel')
  })

  it('creates an unknown user at the first choice', async () => {
    const { client, fake } = openPage(true)
    fake.users.delete('ada')
    const before = await client.preferences.get('ada')
    expect(getSetting(before, change)).toEqual({ state: 'unset' })
    await client.preferences.update('ada', change)
    expect(fake.getTags('ada')).toEqual({ notify_comments_email: '0' })
  })

  it('saves the first choice of a new user whom OneSignal does not find yet', async () => {
    const { client, fake } = openPage(true)
    fake.users.delete('ada')
    fake.state.missedRequests = 3
    const saved = await skipPauses(async () => client.preferences.update('ada', change))
    expect(getSetting(saved, change)).toEqual({ state: 'off' })
    expect(fake.state.missedRequests).toBe(0)
    expect(fake.getTags('ada')).toEqual({ notify_comments_email: '0' })
  })

  it('saves the first choice of a new user where OneSignal limits the writes', async () => {
    const { client, fake } = openPage(true)
    fake.users.delete('ada')
    fake.limit('1', 'PATCH')
    await skipPauses(async () => client.preferences.update('ada', change))
    expect(fake.getTags('ada')).toEqual({ notify_comments_email: '0' })
  })
})

describe('messages over the OneSignal adapter', () => {
  it('are held after a sign-up with an opt-out, before OneSignal finds the user', async () => {
    const { adapter, fake } = openOneSignal({ users: {} })
    await createAdminClient(adapter).users.identify('ada', {}, { preferences: [change] })
    fake.state.missedRequests = 1
    const gate = createDeliveryGate({ adapter, catalog: [{ id: 'comments', default: true }] })
    expect(await gate.check('ada', change)).toMatchObject({ deliver: false, reason: 'off' })
    expect(fake.state.missedRequests).toBe(0)
  })
})

describe('email over the OneSignal adapter', () => {
  it('is held where the user unsubscribed at OneSignal', async () => {
    const tags = { notify_digest_email: '1' }
    const email = { id: '1', type: 'Email', token: 'ada@example.com' }
    const { adapter, fake } = openOneSignal({ users: { ada: { tags, subscriptions: [email] } } })
    const gate = createDeliveryGate({ adapter, catalog: [] })
    const check = async () => gate.check('ada', { type: 'digest', channel: 'email' })
    const before = await check()
    fake.users.set('ada', { tags, others: {}, subscriptions: [{ ...email, enabled: false }] })
    expect(await check()).toMatchObject({ deliver: false, reason: 'parent-off' })
    expect(before).toEqual({ deliver: true })
  })
})

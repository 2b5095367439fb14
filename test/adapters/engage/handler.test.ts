import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { createUserHandler } from '../../../src/server.js'
import { respondTo, openEngage, secretKey, type EngageOpenOptions } from './engage.fixture.js'

const url = 'https://app.example.com/api/identikit'

/** Creates a browser's client of a handler with an Engage adapter, and records the answers of the handler. */
function openRemote(options: EngageOpenOptions = {}) {
  const { adapter, fake, sent } = openEngage(options)
  const answers: string[] = []
  const errors: unknown[] = []
  const handler = createUserHandler({
    adapter,
    authenticate: () => 'u144',
    allow: ['devices', 'events', 'users.delete'],
    onError: (error) => errors.push(error),
  })
  const client = createAdminClient(
    createRemoteAdapter({
      url,
      async fetch(input, init) {
        const answer = await handler(new Request(input, init))
        const headers = JSON.stringify([...answer.headers])
        answers.push(`${answer.status} ${headers} ${await answer.clone().text()}`)
        return answer
      },
    }),
  )
  return { client, fake, sent, answers, errors }
}

const secrets = [secretKey, btoa(`PUBLIC:${secretKey}`), 'PUBLIC']
const on = { type: 'news', enabled: true }

describe('Engage adapter behind a handler', () => {
  it('saves a change, and no answer contains a key', async () => {
    const { client, fake, sent, answers } = openRemote()
    const before = await client.preferences.get('u144')
    expect(getSetting(before, on)?.state).toBe('unset')
    const saved = await client.preferences.update('u144', on)
    expect(getSetting(saved, on)).toEqual({ state: 'on', default: false })
    expect(await client.preferences.get('u144')).toEqual(saved)
    expect(fake.users.get('u144')?.lists).toEqual([{ id: 'news', subscribed: true }])
    expect(sent().filter((call) => call.startsWith('PUT'))).toEqual([
      'PUT /lists/news/subscribers/u144 {"subscribed":true}',
    ])
    expect(client.capabilities).toMatchObject({ preferences: { reset: false }, devices: true })
    expect(answers).toHaveLength(3)
    for (const secret of secrets) expect(answers.join('\n')).not.toContain(secret)
  })

  it('returns no list that is not in `lists`', async () => {
    const { client, fake, answers } = openRemote()
    const person = fake.users.get('u144')
    if (!person) throw new Error('The user is missing.')
    person.lists = [{ id: 'internal', subscribed: true }]
    person.segments = [{ id: 'Churn', suppressed: false }]
    const [user] = await Promise.all([client.users.get('u144'), client.preferences.get('u144')])
    expect(user).not.toHaveProperty('lists')
    expect(user).not.toHaveProperty('segments')
    expect(answers.join('\n')).not.toMatch(/internal|Churn/)
  })

  it('reports the text of an error to onError only', async () => {
    const message = `${secretKey} may not change ada@example.com`
    const wrapFetch = respondTo(/^PUT/, () => Response.json({ error: message }, { status: 401 }))
    const { client, answers, errors } = openRemote({ wrapFetch })
    await client.preferences.get('u144')
    const saved = client.preferences.update('u144', on)
    await expect(saved).rejects.toMatchObject({ code: 'service' })
    expect(errors).toHaveLength(1)
    for (const secret of [...secrets, 'ada@example.com'])
      expect(answers.join('\n')).not.toContain(secret)
  })
})

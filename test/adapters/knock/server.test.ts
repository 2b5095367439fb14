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

/** A page, our handler on its server, and Knock behind it; everything that the page gets is written down. */
function openPage() {
  const { adapter, fake, calls } = openKnock({ rows })
  const handler = createUserHandler({ adapter, authenticate: () => 'ada' })
  const answers: string[] = []
  const remote = createRemoteAdapter({
    url,
    async fetch(input, init) {
      const request = new Request(input, init)
      request.headers.set('origin', origin)
      const answer = await handler(request)
      const headers = JSON.stringify([...answer.headers])
      answers.push(`${headers} ${await answer.clone().text()}`)
      return answer
    },
  })
  return { client: createAdminClient(remote), fake, calls, answers }
}

describe('knock behind the handler', () => {
  it('switches one cell for the page, which never sees the key', async () => {
    const { client, fake, calls, answers } = openPage()
    await client.users.get('ada')
    const leaf = { type: 'category:news', channel: 'push' }
    const before = await client.preferences.get('ada')
    expect(getSetting(before, leaf)).toEqual({ state: 'unset', default: true })
    expect(before.types[0]?.label).toBe('News')
    const saved = await client.preferences.update('ada', { ...leaf, enabled: false })
    expect(getSetting(saved, leaf)?.state).toBe('off')
    expect(fake.sets.get('ada')?.get('default')).toEqual({
      categories: { news: { channel_types: { push: false } } },
    })
    expect(new Set(calls.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`Bearer ${secretKey}`]),
    )
    expect(answers.length).toBeGreaterThan(1)
    expect(answers.join()).not.toMatch(/sentinel|bearer/i)
  })

  it('tells a page what went wrong, and nothing of what the service said', async () => {
    const { client, fake, answers } = openPage()
    await client.users.get('ada')
    fake.users.delete('ada')
    const change = { type: 'category:news', channel: 'push', enabled: false }
    const asked = client.preferences.update('ada', change)
    await expect(asked).rejects.toMatchObject({ code: 'not-found' })
    expect(answers.join()).not.toContain('sentinel')
  })
})

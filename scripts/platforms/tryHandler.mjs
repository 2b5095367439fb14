// @ts-check
import assert from 'node:assert/strict'

/**
 * Reads and changes the preferences of two users at a server, also with many requests at once.
 *
 * @param {string} origin
 */
export async function tryHandler(origin) {
  /** @param {string} user @param {RequestInit} [init] */
  async function send(user, init) {
    const headers = { cookie: `session=${user}`, origin, 'content-type': 'application/json' }
    const path = init?.method === 'PATCH' ? '/preferences' : '?read=preferences'
    const answer = await fetch(`${origin}/api/identikit${path}`, { headers, ...init })
    return { status: answer.status, text: await answer.text() }
  }
  /** @param {string} user @param {string} channel @param {boolean} enabled */
  const change = (user, channel, enabled) =>
    send(user, {
      method: 'PATCH',
      body: JSON.stringify({ changes: [{ type: 'news', channel, enabled }] }),
    })
  /** @param {string} user */
  async function getStates(user) {
    const { status, text } = await send(user)
    assert.equal(status, 200, text)
    /** @type {{ types: { id: string, channels: Record<string, { state: string } | undefined> }[] }} */
    const { types } = JSON.parse(text).preferences.data
    const news = types.find(({ id }) => id === 'news')
    return ['email', 'push'].map((channel) => news?.channels[channel]?.state)
  }

  assert.deepEqual(await getStates('ada'), [undefined, undefined])
  const { status, text } = await change('ada', 'email', true)
  assert.equal(status, 200, text)
  assert.deepEqual(await getStates('ada'), ['on', undefined])

  const channels = ['email', 'push']
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      change('grace', channels[index % 2] ?? '', index % 4 < 2),
    ),
  )
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200]))
  assert.equal((await change('grace', 'email', true)).status, 200)
  assert.equal((await getStates('grace'))[0], 'on')
  assert.deepEqual(await getStates('ada'), ['on', undefined])

  const foreign = { cookie: 'session=ada', origin: 'https://other.example' }
  const body = JSON.stringify({ changes: [{ type: 'news', channel: 'email', enabled: false }] })
  const headers = { ...foreign, 'content-type': 'application/json' }
  assert.equal((await send('ada', { method: 'PATCH', headers, body })).status, 403)
  assert.equal((await send('ada', { headers: {} })).status, 401)
  assert.deepEqual(await getStates('ada'), ['on', undefined])
}

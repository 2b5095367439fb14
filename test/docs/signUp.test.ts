import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createUserClient } from '../../src/core.js'
import { adapter, reported, sessions, startSession } from './product.js'
import { signUp as act } from './signUp.action.js'
import { handler as guestHandler } from './signUp.guests.js'
import { handler, signUp } from './signUp.server.js'
import { copyGuestData } from './signUp.copyGuest.js'

const { users, preferences } = createUserClient(adapter)
const url = 'https://app.example.com'

/** Returns the code with package imports and without formatting. */
function bare(code: string): string {
  return code
    .replace("'../../src/index.js'", "'identikit'")
    .replaceAll(/'\.\.\/\.\.\/src\/(\w+)\.js'/g, "'identikit/$1'")
    .replaceAll(/('\.\/[\w.]+)\.js'/g, "$1'")
    .replaceAll(/\s+/g, '')
    .replaceAll(/,([})\]])/g, '$1')
}

it('docs/sign-up.md: each recipe is one of these files', () => {
  const doc = readFileSync(new URL('../../docs/sign-up.md', import.meta.url), 'utf8')
  const blocks = [...doc.matchAll(/```\w+\n([^]*?)```/g)].map(([, code = '']) => bare(code))
  const files = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.startsWith('signUp.') && !name.includes('.test.'))
    .map((name) => bare(readFileSync(new URL(name, import.meta.url), 'utf8')))
  expect(new Set(blocks)).toEqual(new Set(files))
  expect(blocks).toHaveLength(files.length)
})

function form(email: string, isWanted = true): FormData {
  const data = new FormData()
  data.set('name', 'Ada')
  data.set('email', email)
  if (isWanted) data.set('news', 'on')
  return data
}

const readNews = async (id: string) =>
  (await preferences.get(id)).types.find((type) => type.id === 'news')?.channels['email']?.state

/** Sends the identify request of a page with this cookie. */
const identify = (ask: typeof handler, cookie: string) =>
  ask(
    new Request(`${url}/api/identikit/user`, {
      method: 'PUT',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ patch: { name: 'Ada King' } }),
    }),
  )

describe('the server action', () => {
  it('creates an account and identifies the user, or returns the error', async () => {
    const { id = '' } = await act({}, form('action@example.com', false))
    expect(await users.get(id)).toMatchObject({ name: 'Ada', email: 'action@example.com' })
    expect(await readNews(id)).toBe('off')
    expect(await act({}, form('action@example.com'))).toHaveProperty('message')
  })

  it('creates an account while the service is down', async () => {
    adapter.faults.offline = true
    const { id } = await act({}, form('down@example.com'))
    adapter.faults.offline = false
    expect([typeof id, reported.splice(0).length]).toEqual(['string', 1])
  })
})

describe('the sign-up route', () => {
  const post = (data: FormData) => signUp(new Request(url, { method: 'POST', body: data }))

  it("identifies with fields that browsers can't write, and `trusted` keeps them", async () => {
    const answer = await post(form('route@example.com'))
    const { id } = (await answer.json()) as { id: string }
    expect(await users.get(id)).toMatchObject({
      email: 'route@example.com',
      createdAt: expect.stringMatching(/^\d{4}-/),
    })
    expect(await readNews(id)).toBe('on')
    await users.update(id, { email: 'old@example.com' })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect((await identify(handler, cookie)).status).toBe(200)
    expect(await users.get(id)).toMatchObject({ name: 'Ada King', email: 'route@example.com' })
    expect((await post(form('route@example.com'))).status).toBe(409)
  })
})

describe('a guest', () => {
  it('is merged, and the guest session ends', async () => {
    await users.identify('guest_1', { locale: 'ja-JP' })
    const cookie = startSession('user_1')
    sessions.set(cookie, { userId: 'user_1', guestId: 'guest_1' })
    expect((await identify(guestHandler, cookie)).status).toBe(200)
    expect(await users.get('user_1')).toMatchObject({ name: 'Ada King', locale: 'ja-JP' })
    expect(sessions.get(cookie)).toEqual({ userId: 'user_1' })
  })

  it("is copied by hand if the service can't merge", async () => {
    const [timezone, locale] = ['Asia/Tokyo', 'ja-JP']
    await users.identify('guest_2', { timezone, locale, traits: { plan: 'free', color: 'teal' } })
    await users.identify('user_2', { locale: 'en-GB', traits: { plan: 'team' } })
    await copyGuestData('guest_2', 'user_2')
    expect(await users.get('user_2')).toMatchObject({
      timezone,
      locale: 'en-GB',
      traits: { plan: 'team', color: 'teal' },
    })
  })
})

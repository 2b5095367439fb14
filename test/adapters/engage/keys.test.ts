import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import { isIdentikitError } from '../../../src/core/errors.js'
import { openEngage, openPublic, secretKey } from './engage.fixture.js'

afterEach(() => vi.unstubAllGlobals())

function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe('the keys of Engage', () => {
  it('are needed both, unless the host says what it accepts', () => {
    expect(() => createEngageAdapter({ publicKey: 'PUBLIC' })).toThrow(
      /whoever sees the public key can overwrite the data of everybody.*allowPublicWrites/,
    )
  })

  it('keep the secret one out of browsers', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const error = thrownBy(() => createEngageAdapter({ publicKey: 'PUBLIC', secretKey }))
    expect(error).toMatchObject({ code: 'misuse' })
    expect(String(error)).not.toContain('sentinel')
    expect(createEngageAdapter({ publicKey: 'PUBLIC', allowPublicWrites: true }).id).toBe(
      'engage:public',
    )
  })

  it.each([
    { publicKey: '', secretKey },
    { publicKey: 'a:b', secretKey },
    { publicKey: 'PUBLIC', secretKey: '' },
    { publicKey: 'PUBLIC', allowPublicWrites: true, lists: 'all' as const },
    { publicKey: 'PUBLIC', allowPublicWrites: true, segments: [{ id: 'vip', label: 'VIP' }] },
    { publicKey: 'PUBLIC', secretKey, lists: [{ id: 'news' }, { id: 'news' }] },
  ])('and options that cannot be are misuse: %j', (options) => {
    expect(thrownBy(() => createEngageAdapter(options))).toMatchObject({ code: 'misuse' })
  })

  it('are sent as UTF-8', async () => {
    const keys = { publicKey: 'pübliç', secretKey: 'šecret-sentinel' }
    const { client } = openEngage({ fake: keys, options: keys })
    expect(await client.users.get('u144')).toMatchObject({ id: 'u144' })
  })

  it('are in no error, even where the service repeats them', async () => {
    for (const words of [
      `Key ${secretKey} is unknown`,
      btoa(`PUBLIC:${secretKey}`),
      { secretKey },
    ]) {
      const between = () => async () => Response.json({ error: words }, { status: 401 })
      const { client } = openEngage({ between })
      const error: unknown = await client.users.get('u144').catch((one: unknown) => one)
      expect(error).toMatchObject({ code: 'unauthorized', status: 401 })
      expect(JSON.stringify([String(error), String(Object(error).cause)])).not.toMatch(
        /sentinel|U0VDUkVU/,
      )
    }
  })
})

describe('the public key alone', () => {
  it('sends what the newer SDKs of the vendor send, with an empty secret', async () => {
    const { client, calls } = openPublic()
    // Header and body of core 2.x (github.com/engage-so/engage-js at 670f8c0), values of engage-so.github.io; it also repeats the id.
    const patch = {
      firstName: 'Akinyele',
      phone: '+2348166877840',
      timezone: 'Africa/Lagos',
      traits: { plan: 'custom', coverage: 20 },
    }
    const user = await client.users.identify('u144', patch)
    expect(calls).toMatchObject([
      {
        method: 'PUT',
        url: 'https://api.engage.so/v1/users/u144',
        headers: { authorization: 'Basic UFVCTElDOg==' },
      },
    ])
    expect(calls[0]?.body).toEqual({
      first_name: 'Akinyele',
      number: '2348166877840',
      tz: 'Africa/Lagos',
      meta: { plan: 'custom', coverage: 20 },
    })
    expect(user).toEqual({ id: 'u144', ...patch, rest: {} })
  })

  it('shows nothing of what is stored', async () => {
    const users = [{ uid: 'u144', email: 'a@somecorp.email', meta: { plan: 'pro' } }]
    const { client } = openPublic({ users })
    const user = await client.users.identify('u144', { lastName: 'King' })
    expect(user).toEqual({ id: 'u144', lastName: 'King', traits: {}, rest: {} })
  })

  it('changes no email and removes no trait, and nothing is sent', async () => {
    const { client, calls } = openPublic()
    for (const [key, patch] of [
      ['email', { email: 'ada@example.com' }],
      ['traits.plan', { traits: { plan: null } }],
    ] as const) {
      const refused = client.users.identify('u144', patch)
      const fields = { [key]: expect.any(String) }
      await expect(refused).rejects.toMatchObject({ code: 'invalid', fields })
    }
    expect(calls).toEqual([])
  })
})

describe('errors of Engage', () => {
  it.each([
    // The body of https://engage-so.github.io (docs, index), read in November 2026.
    ['a text', { error: 'More details about error' }, 'More details about error'],
    ['an object', { error: { email: 'is taken' } }, '{"email":"is taken"}'],
    ['a person', { error: 'No user u144 with a@b.co or "ada"' }, 'No user … with … or …'],
  ])('may hold %s, which stays in the cause', async (_, body, words) => {
    const between = () => async () => Response.json(body, { status: 400 })
    const { client } = openEngage({ between })
    const error: unknown = await client.users.get('u144').catch((one: unknown) => one)
    expect(error).toMatchObject({ code: 'invalid', status: 400, cause: { message: words } })
    expect(String(error)).not.toContain(words)
  })

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [502, 'service'],
  ])('without JSON go by their status: %i', async (status, code) => {
    const between = () => async () => new Response('<!doctype html>', { status })
    const { client } = openEngage({ between })
    const error: unknown = await client.users.get('u144').catch((one: unknown) => one)
    expect(error).toMatchObject({ code, status })
    expect(isIdentikitError(error)).toBe(true)
  })

  it('are none where a success has no body', async () => {
    const between = () => async () => new Response(null, { status: 204 })
    const { client } = openEngage({ between })
    await expect(client.devices.remove('u144', 'token')).resolves.toBeUndefined()
    await expect(client.events.track('u144', { name: 'ran' })).resolves.toBeUndefined()
    await expect(client.users.delete('u144')).resolves.toBeUndefined()
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import { isIdentikitError } from '../../../src/core/errors.js'
import { openEngage, openPublic, secretKey } from './engage.fixture.js'

afterEach(() => vi.unstubAllGlobals())

function catchError(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe('createEngageAdapter', () => {
  it('needs both keys without allowPublicWrites', () => {
    expect(() => createEngageAdapter({ publicKey: 'PUBLIC' })).toThrow(
      /anyone with the public key can overwrite any user’s data.*allowPublicWrites/,
    )
  })

  it('refuses a secret key in a browser', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const error = catchError(() => createEngageAdapter({ publicKey: 'PUBLIC', secretKey }))
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
  ])('refuses invalid options: %j', (options) => {
    expect(catchError(() => createEngageAdapter(options))).toMatchObject({ code: 'misuse' })
  })

  it('sends the keys as UTF-8', async () => {
    const keys = { publicKey: 'pübliç', secretKey: 'šecret-sentinel' }
    const { client } = openEngage({ fake: keys, options: keys })
    expect(await client.users.get('u144')).toMatchObject({ id: 'u144' })
  })

  it('removes the keys from errors of Engage', async () => {
    for (const error of [
      `Key ${secretKey} is unknown`,
      btoa(`PUBLIC:${secretKey}`),
      { secretKey },
    ]) {
      const wrapFetch = () => async () => Response.json({ error }, { status: 401 })
      const { client } = openEngage({ wrapFetch })
      const thrown: unknown = await client.users.get('u144').catch((reason: unknown) => reason)
      expect(thrown).toMatchObject({ code: 'unauthorized', status: 401 })
      expect(JSON.stringify([String(thrown), String(Object(thrown).cause)])).not.toMatch(
        /sentinel|U0VDUkVU/,
      )
    }
  })
})

describe('Engage adapter with the public key only', () => {
  it('sends the same request as the newer SDKs, with an empty secret', async () => {
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

  it('returns no stored data', async () => {
    const users = [{ uid: 'u144', email: 'a@somecorp.email', meta: { plan: 'pro' } }]
    const { client } = openPublic({ users })
    const user = await client.users.identify('u144', { lastName: 'King' })
    expect(user).toEqual({ id: 'u144', lastName: 'King', traits: {}, rest: {} })
  })

  it('refuses an email and a removed trait before a request', async () => {
    const { client, calls } = openPublic()
    for (const [key, patch] of [
      ['email', { email: 'ada@example.com' }],
      ['traits.plan', { traits: { plan: null } }],
    ] as const) {
      const result = client.users.identify('u144', patch)
      const fields = { [key]: expect.any(String) }
      await expect(result).rejects.toMatchObject({ code: 'invalid', fields })
    }
    expect(calls).toEqual([])
  })
})

describe('Engage errors', () => {
  it.each([
    // The body of https://engage-so.github.io (docs, index), read in November 2026.
    ['a text', { error: 'More details about error' }, 'More details about error'],
    ['an object', { error: { email: 'is taken' } }, '{"email":"is taken"}'],
    ['a person', { error: 'No user u144 with a@b.co or "ada"' }, 'No user … with … or …'],
  ])('keep %s in the cause only', async (_, body, message) => {
    const wrapFetch = () => async () => Response.json(body, { status: 400 })
    const { client } = openEngage({ wrapFetch })
    const error: unknown = await client.users.get('u144').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'invalid', status: 400, cause: { message } })
    expect(String(error)).not.toContain(message)
  })

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [502, 'service'],
  ])('without JSON have the code of their status: %i', async (status, code) => {
    const wrapFetch = () => async () => new Response('<!doctype html>', { status })
    const { client } = openEngage({ wrapFetch })
    const error: unknown = await client.users.get('u144').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code, status })
    expect(isIdentikitError(error)).toBe(true)
  })

  it('are not thrown for a success without a body', async () => {
    const wrapFetch = () => async () => new Response(null, { status: 204 })
    const { client } = openEngage({ wrapFetch })
    await expect(client.devices.remove('u144', 'token')).resolves.toBeUndefined()
    await expect(client.events.track('u144', { name: 'ran' })).resolves.toBeUndefined()
    await expect(client.users.delete('u144')).resolves.toBeUndefined()
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createTrophyAdapter,
  createTrophyUserKey,
  revokeTrophyUserKey,
} from '../../../src/adapters/trophy/trophy.js'
import { createTrophyFake } from './trophy.fake.js'

afterEach(() => vi.unstubAllGlobals())

const open = () => {
  const fake = createTrophyFake({ users: [{ id: 'ada' }, { id: 'grace' }] })
  return { fake, admin: { apiKey: fake.adminKey, fetch: fake.fetch } }
}

describe('createTrophyUserKey', () => {
  it('creates a key that works for its user until it is revoked', async () => {
    const { fake, admin } = open()
    const { id, key, prefix } = await createTrophyUserKey({ ...admin, userId: 'ada' })
    expect(key.startsWith(prefix)).toBe(true)
    const adapter = createTrophyAdapter({ apiKey: key, fetch: fake.fetch })
    expect(await adapter.users?.get?.('ada')).toMatchObject({ id: 'ada' })
    const unauthorized = { code: 'unauthorized' }
    await expect(adapter.users?.get?.('grace')).rejects.toMatchObject(unauthorized)
    await revokeTrophyUserKey({ ...admin, id })
    await expect(adapter.users?.get?.('ada')).rejects.toMatchObject(unauthorized)
    const repeated = revokeTrophyUserKey({ ...admin, id })
    await expect(repeated).rejects.toMatchObject({ code: 'not-found' })
  })

  it('rejects as invalid if Trophy refuses the user', async () => {
    const { admin } = open()
    const result = createTrophyUserKey({ ...admin, userId: 'linus' })
    await expect(result).rejects.toMatchObject({
      code: 'invalid',
      fields: { userId: expect.any(String) },
    })
    await expect(result).rejects.not.toThrow(/linus/)
  })

  it('never returns the key of another user', async () => {
    const created = { id: '1', userId: 'grace', key: 'app_g.sentinel', prefix: 'app_g' }
    const fetch = async () => Response.json({ created: [created], issues: [] }, { status: 201 })
    const result = createTrophyUserKey({ apiKey: 'adm_T.sentinel', userId: 'ada', fetch })
    await expect(result).rejects.toMatchObject({ code: 'bad-answer' })
    await expect(result).rejects.not.toThrow(/sentinel/)
  })

  it('needs a server, an admin key and a valid id', async () => {
    const { admin } = open()
    const isInvalid = { code: 'invalid' }
    await expect(createTrophyUserKey({ ...admin, userId: '' })).rejects.toMatchObject(isInvalid)
    await expect(revokeTrophyUserKey({ ...admin, id: '..' })).rejects.toMatchObject(isInvalid)
    const misuse = { code: 'misuse' }
    const withUserKey = { ...admin, apiKey: 'app_ada.sentinel', userId: 'ada' }
    await expect(createTrophyUserKey(withUserKey)).rejects.toMatchObject(misuse)
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const results = [
      createTrophyUserKey({ ...admin, userId: 'ada' }),
      revokeTrophyUserKey({ ...admin, id: '1' }),
    ]
    for (const result of results) {
      await expect(result).rejects.toMatchObject(misuse)
      await expect(result).rejects.not.toThrow(/sentinel/)
    }
  })
})

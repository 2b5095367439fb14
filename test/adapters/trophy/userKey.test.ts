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

describe('a key for one user', () => {
  it('works for that user until it is revoked by its id', async () => {
    const { fake, admin } = open()
    const { id, key, prefix } = await createTrophyUserKey({ ...admin, userId: 'ada' })
    expect(key.startsWith(prefix)).toBe(true)
    const adapter = createTrophyAdapter({ apiKey: key, fetch: fake.fetch })
    expect(await adapter.users?.get?.('ada')).toMatchObject({ id: 'ada' })
    const unauthorized = { code: 'unauthorized' }
    await expect(adapter.users?.get?.('grace')).rejects.toMatchObject(unauthorized)
    await revokeTrophyUserKey({ ...admin, id })
    await expect(adapter.users?.get?.('ada')).rejects.toMatchObject(unauthorized)
    const again = revokeTrophyUserKey({ ...admin, id })
    await expect(again).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is not made for whom Trophy takes issue with', async () => {
    const { admin } = open()
    const asked = createTrophyUserKey({ ...admin, userId: 'stranger' })
    await expect(asked).rejects.toMatchObject({
      code: 'invalid',
      fields: { userId: expect.any(String) },
    })
    await expect(asked).rejects.not.toThrow(/stranger/)
  })

  it('of somebody else is never given out', async () => {
    const made = { id: '1', userId: 'grace', key: 'app_g.sentinel', prefix: 'app_g' }
    const fetch = async () => Response.json({ created: [made], issues: [] }, { status: 201 })
    const asked = createTrophyUserKey({ apiKey: 'adm_T.sentinel', userId: 'ada', fetch })
    await expect(asked).rejects.toMatchObject({ code: 'bad-answer' })
    await expect(asked).rejects.not.toThrow(/sentinel/)
  })

  it('is made on servers, with an admin key, for an id', async () => {
    const { admin } = open()
    const wrong = { code: 'invalid' }
    await expect(createTrophyUserKey({ ...admin, userId: '' })).rejects.toMatchObject(wrong)
    await expect(revokeTrophyUserKey({ ...admin, id: '..' })).rejects.toMatchObject(wrong)
    const misuse = { code: 'misuse' }
    const scoped = { ...admin, apiKey: 'app_ada.sentinel', userId: 'ada' }
    await expect(createTrophyUserKey(scoped)).rejects.toMatchObject(misuse)
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const asked = [
      createTrophyUserKey({ ...admin, userId: 'ada' }),
      revokeTrophyUserKey({ ...admin, id: '1' }),
    ]
    for (const one of asked) {
      await expect(one).rejects.toMatchObject(misuse)
      await expect(one).rejects.not.toThrow(/sentinel/)
    }
  })
})

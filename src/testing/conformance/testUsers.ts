import { expect } from './expect.js'
import type { ListOptions, UserPage } from '../../core/adapter.js'
import { userFields } from '../../core/user/fields.js'
import { applyUserPatch, type UserPatch } from '../../core/user/user.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, getFields, getIds, open, openSpied, pickFields, samples } from './openAdapter.js'

const toIds = ({ users }: UserPage) => users.map(({ id }) => id)

/** Adds the tests of users. */
export function testUsers(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {}, servesUnknown: serves = {} } = under
  const canSave = !(lacks['users.update'] && lacks['users.identify'])
  const notFound = { code: 'not-found' }
  const pick: typeof pickFields = (user, rules) => pickFields(user, rules, under.dateOnly)

  if (!lacks['users.get']) {
    addTest('users.get: returns a user, and rejects unknown users with not-found', async () => {
      const { client } = await open(under)
      expect(await client.users.get(ada)).toMatchObject({ id: ada })
      await expect(client.users.get('stranger')).rejects.toMatchObject(notFound)
    })
  }

  if (canSave && !lacks['users.get']) {
    addTest(
      'users.update: changes the fields of the patch only, and clears those that are null',
      async () => {
        const { adapter, client } = await open(under)
        const full: UserPatch = Object.fromEntries(
          getFields('write', adapter).map((field) => [field, samples[field][0]]),
        )
        const clears = getFields('write', adapter).filter((field) => adapter.fields[field]?.clear)
        const patches: UserPatch[] = [
          full,
          {},
          ...getFields('write', adapter).map((field) => ({ [field]: samples[field][1] })),
          Object.fromEntries(getFields('write', adapter).map((field) => [field, undefined])),
          ...clears.map((field) => ({ [field]: null })),
          full,
        ]
        for (const patch of patches) {
          const before = await client.users.get(ada)
          const saved = await client.users.update(ada, patch)
          const expected = pick(applyUserPatch(before, patch, adapter.traits), adapter)
          expect(pick(saved, adapter)).toEqual(expected)
          expect(pick(await client.users.get(ada), adapter)).toEqual(expected)
        }
      },
    )

    addTest('users.update: refuses unsupported fields by name without a request', async () => {
      const { adapter } = await open(under)
      const { client, calls } = openSpied(adapter)
      for (const field of userFields) {
        const rules = adapter.fields[field]
        const patch = { [field]: rules?.write ? null : samples[field][0] }
        if (rules?.write && rules.clear) continue
        await expect(client.users.update(ada, patch)).rejects.toMatchObject({
          code: 'invalid',
          fields: { [field]: expect.any(String) },
        })
      }
      expect(calls).toEqual([])
    })

    addTest('users.update: changes one user only, with any id', async () => {
      const { adapter, client } = await open(under, [ada, ...getIds(under)])
      const [field] = getFields('write', adapter).filter((name) => adapter.fields[name]?.read)
      if (!field) return
      await client.users.update(ada, { [field]: samples[field][0] })
      for (const id of getIds(under)) {
        expect(await client.users.get(id)).toMatchObject({ id })
        expect((await client.users.get(id))[field]).toBeUndefined()
        expect(await client.users.update(id, { [field]: samples[field][1] })).toMatchObject({ id })
        expect((await client.users.get(id))[field]).toBe(samples[field][1])
      }
      expect((await client.users.get(ada))[field]).toBe(samples[field][0])
    })

    addTest('users: does nothing with an aborted signal', async () => {
      const { adapter, client } = await open(under)
      const [field] = getFields('write', adapter)
      if (!field) return
      const before = await client.users.get(ada)
      const signal = AbortSignal.abort()
      const abortError = { name: 'AbortError' }
      const patch = { [field]: samples[field][0] }
      await expect(client.users.get(ada, { signal })).rejects.toMatchObject(abortError)
      await expect(client.users.update(ada, patch, { signal })).rejects.toMatchObject(abortError)
      expect(await client.users.get(ada)).toEqual(before)
    })
  }

  if (!lacks['users.update']) {
    if (serves['users.update']) {
      addTest(`users.update: creates unknown users: ${serves['users.update']}`, async () => {
        const { client } = await open(under)
        expect(await client.users.update('stranger', {})).toMatchObject({ id: 'stranger' })
      })
    } else {
      addTest('users.update: rejects unknown users with not-found', async () => {
        const { client } = await open(under)
        await expect(client.users.update('stranger', {})).rejects.toMatchObject(notFound)
        if (lacks['users.get']) return
        await expect(client.users.get('stranger')).rejects.toMatchObject(notFound)
      })
    }
  }

  if (!lacks['users.identify']) {
    addTest('users.identify: creates or updates a user', async () => {
      const { adapter, client } = await open(under)
      const patch: UserPatch = Object.fromEntries(
        getFields('write', adapter).map((field) => [field, samples[field][0]]),
      )
      for (const id of ['grace', 'grace', ada]) {
        const saved = await client.users.identify(id, patch)
        const expected = pick({ id, ...(patch as object), traits: {}, rest: {} }, adapter)
        expect(pick(saved, adapter)).toEqual(expected)
        if (lacks['users.get']) continue
        expect(pick(await client.users.get(id), adapter)).toEqual(expected)
      }
    })
  }

  if (!lacks['users.create']) {
    addTest('users.create: creates a user once', async () => {
      const { adapter, client } = await open(under)
      const [field = 'name'] = getFields('write', adapter)
      const created = await client.users.create('grace', { [field]: samples[field][0] })
      expect(created).toMatchObject({ id: 'grace' })
      const again = client.users.create('grace', { [field]: samples[field][1] })
      await expect(again).rejects.toMatchObject({ code: 'already-exists' })
      if (lacks['users.get']) return
      expect(pick(await client.users.get('grace'), adapter)).toEqual(pick(created, adapter))
    })
  }

  if (!lacks['users.delete']) {
    addTest('users.delete: deletes a user, also a second time', async () => {
      const { client } = await open(under, [ada, 'grace'])
      await client.users.delete(ada)
      await client.users.delete(ada)
      if (lacks['users.get']) return
      await expect(client.users.get(ada)).rejects.toMatchObject(notFound)
      expect(await client.users.get('grace')).toMatchObject({ id: 'grace' })
    })
  }

  if (!lacks['users.delete']) {
    addTest(
      'users.delete: archives a user, or rejects with unsupported and keeps the user',
      async () => {
        const { client } = await open(under)
        const isArchived = await client.users.delete(ada, { archive: true }).then(
          () => true,
          (error: unknown) => {
            expect(error).toMatchObject({ code: 'unsupported' })
            return false
          },
        )
        if (lacks['users.get']) return
        if (isArchived && !serves['users.archive'])
          await expect(client.users.get(ada)).rejects.toMatchObject(notFound)
        else expect(await client.users.get(ada)).toMatchObject({ id: ada })
      },
    )
  }

  if (!lacks['users.list']) {
    addTest('users.list: returns every user once, in pages', async () => {
      const ids = [...getIds(under), 'ada', 'grace', '\uE000', '\u{1F600}']
      const { client } = await open(under, ids)
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await client.users.list({ limit: 3, cursor })
        expect(page.users.length).toBeLessThanOrEqual(3)
        found.push(...page.users.map(({ id }) => id))
        cursor = page.next
      } while (cursor !== undefined && found.length <= ids.length)
      expect(found.sort()).toEqual(ids.sort())
      expect((await client.users.list()).next).toBeUndefined()
    })

    addTest('users.list: refuses an invalid cursor', async () => {
      const { client } = await open(under)
      for (const cursor of ['', '?', "' or true --", 'YQ=', 'gA']) {
        const page = client.users.list({ cursor })
        await expect(page).rejects.toMatchObject({ code: 'invalid' })
      }
    })

    addTest('users.list: pages back with before', async () => {
      const { client } = await open(under, ['ada', 'bob', 'cid', 'dan', 'eve'])
      const first = await client.users.list({ limit: 2 })
      const second = await client.users.list({ limit: 2, cursor: first.next })
      const third = await client.users.list({ limit: 2, cursor: second.next })
      expect(first.previous).toBeUndefined()
      const back = await client.users.list({ limit: 2, before: third.previous })
      expect(toIds(back)).toEqual(toIds(second))
      const again = await client.users.list({ limit: 2, before: back.previous })
      expect(toIds(again)).toEqual(toIds(first))
      expect(again.previous).toBeUndefined()
    })

    addTest('users.list: refuses options that it lacks by name', async () => {
      const { adapter } = await open(under)
      const { client, calls } = openSpied(adapter)
      for (const [key, options] of Object.entries({
        query: { query: 'ada' },
        offset: { offset: 10 },
        page: { page: 2 },
        Limit: { Limit: 2 },
        after: { after: 'x' },
        limit: { limit: 0 },
        cursor: { cursor: 7 },
        before: { cursor: 'x', before: 'x' },
      })) {
        const page = client.users.list(options as ListOptions)
        const error = { code: 'invalid', fields: { [key]: expect.any(String) } }
        await expect(page).rejects.toMatchObject(error)
      }
      expect(calls).toEqual([])
    })
  }

  if (!lacks['users.merge']) {
    addTest('users.merge: adds the fields that the user lacks and deletes the guest', async () => {
      const { adapter, client } = await open(under, [ada, 'guest'])
      const [shared, only] = getFields('write', adapter).filter(
        (name) => adapter.fields[name]?.read,
      )
      if (!shared || !only) return
      await client.users.update('guest', { [shared]: samples[shared][0], [only]: samples[only][0] })
      await client.users.update(ada, { [shared]: samples[shared][1] })
      const merged = await client.users.merge({ from: 'guest', into: ada })
      const expected = { id: ada, [shared]: samples[shared][1], [only]: samples[only][0] }
      expect(merged).toMatchObject(expected)
      if (lacks['users.get']) return
      expect(await client.users.get(ada)).toMatchObject(expected)
      await expect(client.users.get('guest')).rejects.toMatchObject(notFound)
    })

    addTest('users.merge: rejects unknown users with not-found', async () => {
      const { client } = await open(under)
      for (const users of [
        { from: 'stranger', into: ada },
        { from: ada, into: 'stranger' },
      ]) {
        await expect(client.users.merge(users)).rejects.toMatchObject(notFound)
      }
      if (!lacks['users.get']) expect(await client.users.get(ada)).toMatchObject({ id: ada })
    })
  }
}

/* oxlint-disable vitest/no-conditional-tests, vitest/no-conditional-expect -- what is tested follows from what the adapter says of itself */
import { expect, it } from 'vitest'
import { userFields } from '../../../src/core/user/fields.js'
import { applyUserPatch, type UserPatch } from '../../../src/core/user/user.js'
import {
  ada,
  fieldsThat,
  idsOf,
  open,
  samples,
  shown as shownExactly,
  spied,
} from './conformance.fixture.js'
import type { AdapterUnderTest } from './conformance.fixture.js'

export function testUsers(under: AdapterUnderTest): void {
  const { lacks = {}, serves = {} } = under
  const canSave = !(lacks['users.update'] && lacks['users.identify'])
  const notFound = { code: 'not-found' }
  const shown: typeof shownExactly = (user, rules) => shownExactly(user, rules, under.days)

  if (!lacks['users.get']) {
    it('gets whom it knows, and nobody else', async () => {
      const { client } = await open(under)
      expect(await client.users.get(ada)).toMatchObject({ id: ada })
      await expect(client.users.get('stranger')).rejects.toMatchObject(notFound)
    })
  }

  if (canSave && !lacks['users.get']) {
    it('changes the fields that a patch names, clears those that are null, and no others', async () => {
      const { adapter, client } = await open(under)
      const full: UserPatch = Object.fromEntries(
        fieldsThat('write', adapter).map((field) => [field, samples[field][0]]),
      )
      const clears = fieldsThat('write', adapter).filter((field) => adapter.fields[field]?.clear)
      const patches: UserPatch[] = [
        full,
        {},
        ...fieldsThat('write', adapter).map((field) => ({ [field]: samples[field][1] })),
        Object.fromEntries(fieldsThat('write', adapter).map((field) => [field, undefined])),
        ...clears.map((field) => ({ [field]: null })),
        full,
      ]
      for (const patch of patches) {
        const before = await client.users.get(ada)
        const saved = await client.users.update(ada, patch)
        const expected = shown(applyUserPatch(before, patch, adapter.traits), adapter)
        expect(shown(saved, adapter)).toEqual(expected)
        expect(shown(await client.users.get(ada), adapter)).toEqual(expected)
      }
    })

    it('refuses what the service cannot hold, naming the key, and sends nothing', async () => {
      const { adapter } = await open(under)
      const { client, calls } = spied(adapter)
      for (const field of userFields) {
        const can = adapter.fields[field]
        const patch = { [field]: can?.write ? null : samples[field][0] }
        if (can?.write && can.clear) continue
        await expect(client.users.update(ada, patch)).rejects.toMatchObject({
          code: 'invalid',
          fields: { [field]: expect.any(String) },
        })
      }
      expect(calls).toEqual([])
    })

    it('reaches the user of an awkward id, and only them', async () => {
      const { adapter, client } = await open(under, [ada, ...idsOf(under)])
      const [field] = fieldsThat('write', adapter).filter((one) => adapter.fields[one]?.read)
      if (!field) return
      await client.users.update(ada, { [field]: samples[field][0] })
      for (const id of idsOf(under)) {
        expect(await client.users.get(id)).toMatchObject({ id })
        expect((await client.users.get(id))[field]).toBeUndefined()
        expect(await client.users.update(id, { [field]: samples[field][1] })).toMatchObject({ id })
        expect((await client.users.get(id))[field]).toBe(samples[field][1])
      }
      expect((await client.users.get(ada))[field]).toBe(samples[field][0])
    })

    it('does nothing when it was told to stop before it began', async () => {
      const { adapter, client } = await open(under)
      const [field] = fieldsThat('write', adapter)
      if (!field) return
      const before = await client.users.get(ada)
      const signal = AbortSignal.abort()
      const stopped = { name: 'AbortError' }
      const patch = { [field]: samples[field][0] }
      await expect(client.users.get(ada, { signal })).rejects.toMatchObject(stopped)
      await expect(client.users.update(ada, patch, { signal })).rejects.toMatchObject(stopped)
      expect(await client.users.get(ada)).toEqual(before)
    })
  }

  if (!lacks['users.update']) {
    if (serves['users.update']) {
      it(`updates strangers too: ${serves['users.update']}`, async () => {
        const { client } = await open(under)
        expect(await client.users.update('stranger', {})).toMatchObject({ id: 'stranger' })
      })
    } else {
      it('updates nobody whom it does not know', async () => {
        const { client } = await open(under)
        await expect(client.users.update('stranger', {})).rejects.toMatchObject(notFound)
        if (lacks['users.get']) return
        await expect(client.users.get('stranger')).rejects.toMatchObject(notFound)
      })
    }
  }

  if (!lacks['users.identify']) {
    it('identifies whom it knows and whom it does not', async () => {
      const { adapter, client } = await open(under)
      const patch: UserPatch = Object.fromEntries(
        fieldsThat('write', adapter).map((field) => [field, samples[field][0]]),
      )
      for (const id of ['grace', 'grace', ada]) {
        const saved = await client.users.identify(id, patch)
        const expected = shown({ id, ...(patch as object), traits: {}, rest: {} }, adapter)
        expect(shown(saved, adapter)).toEqual(expected)
        if (lacks['users.get']) continue
        expect(shown(await client.users.get(id), adapter)).toEqual(expected)
      }
    })
  }

  if (!lacks['users.create']) {
    it('creates a user once', async () => {
      const { adapter, client } = await open(under)
      const [field = 'name'] = fieldsThat('write', adapter)
      const created = await client.users.create('grace', { [field]: samples[field][0] })
      expect(created).toMatchObject({ id: 'grace' })
      const again = client.users.create('grace', { [field]: samples[field][1] })
      await expect(again).rejects.toMatchObject({ code: 'already-exists' })
      if (lacks['users.get']) return
      expect(shown(await client.users.get('grace'), adapter)).toEqual(shown(created, adapter))
    })
  }

  if (!lacks['users.delete']) {
    it('deletes a user, whether or not they are still there', async () => {
      const { client } = await open(under, [ada, 'grace'])
      await client.users.delete(ada)
      await client.users.delete(ada)
      if (lacks['users.get']) return
      await expect(client.users.get(ada)).rejects.toMatchObject(notFound)
      expect(await client.users.get('grace')).toMatchObject({ id: 'grace' })
    })
  }

  if (!lacks['users.delete']) {
    it('archives a user, or says that it cannot and keeps them', async () => {
      const { client } = await open(under)
      const archived = await client.users.delete(ada, { archive: true }).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'unsupported' })
          return false
        },
      )
      if (lacks['users.get']) return
      if (archived && !serves['users.archive'])
        await expect(client.users.get(ada)).rejects.toMatchObject(notFound)
      else expect(await client.users.get(ada)).toMatchObject({ id: ada })
    })
  }

  if (!lacks['users.list']) {
    it('lists everybody once, page by page', async () => {
      const ids = [...idsOf(under), 'ada', 'grace', '\uE000', '\u{1F600}']
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

    it('refuses a cursor that no page ended with', async () => {
      const { client } = await open(under)
      for (const cursor of ['', '?', "' or true --", 'YQ=', 'gA']) {
        const page = client.users.list({ cursor })
        await expect(page).rejects.toMatchObject({ code: 'invalid' })
      }
    })
  }

  if (!lacks['users.merge']) {
    it('merges a guest into a user, who wins', async () => {
      const { adapter, client } = await open(under, [ada, 'guest'])
      const [shared, only] = fieldsThat('write', adapter).filter((one) => adapter.fields[one]?.read)
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

    it('merges nobody whom it does not know', async () => {
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

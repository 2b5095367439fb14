import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyUserPatch, type User } from '../../../src/core.js'
import {
  getDirtyKeys,
  getDraftValue,
  applyDraft,
  isConflict,
  keepMine,
  getSavedValue,
  toReplacingPatch,
  toUserPatch,
  applyEdit,
  removeSavedEdits,
  type ProfileDraft,
  type ProfileKey,
} from '../../../src/core/user/profileDraft.js'

const ada: User = {
  id: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  traits: { seats: 2 },
  rest: {},
}

test('profileDraft: the patch has only edits that differ from the saved values', () => {
  let draft = applyEdit({}, ada, 'name', { value: 'Ada King' })
  draft = applyEdit(draft, ada, 'traits.seats', { value: 3 })
  draft = applyEdit(draft, ada, 'traits.a.b', { value: null, error: undefined })
  expect(toUserPatch(draft)).toEqual({ name: 'Ada King', traits: { seats: 3 } })
  draft = applyEdit(draft, ada, 'name', { value: 'Ada' })
  expect(getDirtyKeys(ada, draft)).toEqual(['traits.seats'])
})

test('profileDraft: accepts any trait key, __proto__ included', () => {
  const draft = applyEdit({}, ada, 'traits.__proto__', { value: 'x' })
  expect(getSavedValue(ada, 'traits.__proto__')).toBe(null)
  expect(getSavedValue(ada, 'traits.toString')).toBe(null)
  expect(Object.entries(toUserPatch(draft).traits ?? {})).toEqual([['__proto__', 'x']])
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

test('profileDraft: removes keys of objects at services that merge deeply', () => {
  const tags = { a: 1, size: { w: 1, h: 2 }, list: [{ x: 1 }], ['__proto__']: 1 }
  const user = { ...ada, traits: { tags } }
  const value = { b: null, size: { w: 3 }, list: [{}] }
  const draft = applyEdit({}, user, 'traits.tags', { value })
  const deep = toReplacingPatch(draft, user, { merge: 'deep' })
  const { traits } = applyUserPatch(user, deep, { merge: 'deep' })
  expect(traits).toEqual({ tags: { size: { w: 3 }, list: [{}] } })
  expect(toReplacingPatch(draft, user, { merge: 'key' })).toEqual({ traits: { tags: value } })
  const other = applyEdit({}, user, 'name', { value: 'Ada King' })
  expect(toReplacingPatch(other, user, { merge: 'deep' })).toEqual({ name: 'Ada King' })
})

test('profileDraft: another saved value is a conflict until it is settled', () => {
  const draft = applyEdit({}, ada, 'name', { value: 'Ada King' })
  const other: User = { ...ada, name: 'Countess' }
  expect(isConflict(ada, draft, 'name')).toBe(false)
  expect(isConflict(other, draft, 'name')).toBe(true)
  expect(isConflict({ ...ada, name: 'Ada King' }, draft, 'name')).toBe(false)
  expect(isConflict(other, keepMine(draft, other, 'name'), 'name')).toBe(false)
})

test('profileDraft: keeps edits made during a save, without a conflict', () => {
  const sent = applyEdit({}, ada, 'name', { value: 'Ada K' })
  const typed = applyEdit(sent, ada, 'name', { value: 'Ada King' })
  const saved: User = { ...ada, name: 'Ada K' }
  const left = removeSavedEdits(typed, sent, ['name'], saved)
  expect(getDraftValue(saved, left, 'name')).toBe('Ada King')
  expect(isConflict(saved, left, 'name')).toBe(false)
  expect(getDirtyKeys(saved, left)).toEqual(['name'])
})

const key = fc.constantFrom<ProfileKey>('name', 'email', 'traits.seats')
const value = fc.constantFrom('a', 'b', 'c', null)
const act = fc.oneof(
  fc.record({ does: fc.constant('type' as const), key, value, isWrong: fc.boolean() }),
  fc.record({ does: fc.constant('elsewhere' as const), key, value }),
  fc.record({ does: fc.constant('save' as const) }),
)

test('profileDraft: shows or saves the last edit after random steps', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let saved = ada
      let draft: ProfileDraft = {}
      const typed = new Map<ProfileKey, unknown>()
      for (const one of acts) {
        if (one.does === 'type') {
          const { key: at, value: next, isWrong } = one
          draft = applyEdit(draft, saved, at, { value: next, error: isWrong ? 'no' : undefined })
          typed.set(at, next)
        } else if (one.does === 'elsewhere') {
          const patch = toUserPatch({ [one.key]: { base: null, value: one.value } })
          saved = applyUserPatch(saved, patch, { merge: 'key' })
          // What is not being edited follows what is saved.
          if (!Object.hasOwn(draft, one.key)) typed.delete(one.key)
        } else {
          const keys = getDirtyKeys(saved, draft)
          const good = Object.entries(draft).filter(
            ([at, { error }]) => error === undefined && keys.includes(at as ProfileKey),
          )
          const sent = Object.fromEntries(good)
          saved = applyUserPatch(saved, toUserPatch(sent), { merge: 'key' })
          draft = removeSavedEdits(draft, draft, Object.keys(sent) as ProfileKey[], saved)
          for (const [at] of good) typed.delete(at as ProfileKey)
        }
        for (const [at, wanted] of typed) expect(getDraftValue(saved, draft, at)).toBe(wanted)
        for (const at of getDirtyKeys(saved, draft)) expect(Object.hasOwn(draft, at)).toBe(true)
      }
      expect(applyDraft(saved, {})).toEqual(saved)
    }),
    { numRuns: 500 },
  )
})

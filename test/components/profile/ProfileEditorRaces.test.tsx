import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages, type UserPatch } from '../../../src/core.js'
import type { ProfileEditorProps } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { box, button, liveRegion, setOnline, showProfile, t } from './profile.fixture.js'

const fields = ['name', 'email'] as const

afterEach(() => setOnline(true))

/** Returns a schema whose results the test sets. */
function createSchema(validate: (value: unknown) => Promise<{ value: unknown }>) {
  return { '~standard': { version: 1, vendor: 'test', validate } } as const
}

const nick = (
  validate: (value: unknown) => Promise<{ value: unknown }>,
): Pick<ProfileEditorProps, 'traits'> => ({
  traits: [{ key: 'nick', type: 'text', label: 'Nick', schema: createSchema(validate) }],
})

const upper = nick(async (value) => ({ value: String(value).toUpperCase() }))

test('ProfileEditor: shows a refused value of a schema at its field, which gets the focus', async () => {
  const { adapter, patches } = showProfile(upper)
  adapter.faults.fail = ({ member }) =>
    member === 'users.update'
      ? new IdentikitError('invalid', 'No.', { fields: { 'traits.nick': 'is taken' } })
      : undefined
  await userEvent.fill(box('Nick'), 'countess')
  await userEvent.click(button(t.save))
  await expect.element(box('Nick')).toHaveFocus()
  await expect.element(box('Nick')).toHaveAccessibleDescription(t.refused('Nick'))
  await expect.element(box('Nick')).toHaveValue('countess')
  adapter.faults.fail = undefined
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches().at(-1)).toEqual({ traits: { nick: 'COUNTESS' } })
  await expect.element(box('Nick')).toHaveValue('COUNTESS')
})

test('ProfileEditor: a value that the service normalizes causes no conflict with a newer edit', async () => {
  const { adapter } = showProfile({ fields })
  const { users = {} } = adapter
  const { update } = users
  Object.assign(users, {
    update: async (id: string, { name, ...patch }: UserPatch) =>
      update?.(id, { ...patch, name: name?.toUpperCase() }),
  })
  await userEvent.fill(box(t.name), 'Ada')
  adapter.faults.pause = true
  await userEvent.click(button(t.save))
  const getPending = () => adapter.faults.pending.map(({ member }) => member)
  await expect.poll(getPending).toEqual(['users.get'])
  adapter.faults.release()
  await expect.poll(getPending).toEqual(['users.update'])
  await userEvent.fill(box(t.name), 'Ada King')
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.unsaved)).toBeVisible()
  await expect.element(box(t.name)).toHaveValue('Ada King')
  await expect.element(box(t.name)).toBeValid()
})

test('ProfileEditor: a value that is read during a slow validation is a conflict', async () => {
  let isAsked = false
  let end = () => {}
  const slow = nick(
    (value) =>
      new Promise((resolve) => {
        isAsked = true
        end = () => resolve({ value })
      }),
  )
  const queryClient = new QueryClient()
  const { adapter, patches } = showProfile(slow, {}, { queryClient })
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.fill(box('Nick'), 'countess')
  await userEvent.click(button(t.save))
  await expect.poll(() => isAsked).toBe(true)
  await createUserClient(adapter).users.update(ada.id, { name: 'Countess' })
  await queryClient.refetchQueries()
  end()
  await expect.element(box(t.name)).toHaveFocus()
  await expect.element(box(t.name)).toHaveAccessibleDescription(t.conflict('Countess'))
  expect(patches()).toEqual([{ name: 'Countess' }])
})

test('ProfileEditor: drops an edit that another tab saved with the same value', async () => {
  const { adapter } = showProfile({ fields })
  const other = createUserClient(adapter)
  await userEvent.fill(box(t.name), 'Ada King')
  await other.users.update(ada.id, { name: 'Ada King' })
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  await other.users.update(ada.id, { name: 'Countess' })
  await userEvent.fill(box(t.email), 'ada@king.example')
  await userEvent.click(button(t.save))
  await expect.element(box(t.name)).toHaveValue('Countess')
  await expect.element(box(t.name)).toBeValid()
})

test('ProfileEditor: a validation that does not end shows an error, and Save validates again', async () => {
  const { setTimeout: wait } = globalThis
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((run, time) =>
    wait(run, time === 10_000 ? 50 : time),
  )
  let isAnswering = false
  const { patches } = showProfile(
    nick((value) => (isAnswering ? Promise.resolve({ value }) : new Promise(() => {}))),
  )
  await userEvent.fill(box('Nick'), 'countess')
  await userEvent.click(button(t.save))
  await expect.element(box('Nick')).toHaveFocus()
  await expect.element(box('Nick')).toHaveAccessibleDescription(messages.traits.notChecked)
  isAnswering = true
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ traits: { nick: 'countess' } }])
})

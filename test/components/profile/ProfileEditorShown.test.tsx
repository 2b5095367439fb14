import { render } from '@testing-library/react'
import { useState, type JSX } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  ProfileActions,
  ProfileEditor,
  ProfileField,
  type ProfileEditorProps,
} from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { box, button, liveRegion, t } from './profile.fixture.js'

type Fields = NonNullable<ProfileEditorProps['fields']>

/** Returns the key of a field, which stays the same when its rules change. */
function getKey(input: Fields[number]): string {
  if (typeof input === 'string') return input
  return 'key' in input ? input.key : input.field
}

/** Renders an editor with a layout of its own, that shows the next list of fields with each press of Next. */
function show(...steps: readonly Fields[]) {
  const adapter = createMemoryAdapter({ users: [ada] })
  function Host(): JSX.Element {
    const [step, setStep] = useState(0)
    return (
      <>
        <ProfileEditor>
          {steps[step % steps.length]?.map((field) => (
            <ProfileField key={getKey(field)} field={field} />
          ))}
          <ProfileActions />
        </ProfileEditor>
        <button type="button" onClick={() => setStep(step + 1)}>
          Next
        </button>
      </>
    )
  }
  render(<Host />, { wrapper: createWrapper({ adapter }) })
  const patches = () =>
    adapter.calls.filter(({ member }) => member === 'users.update').map(({ input }) => input)
  return { adapter, patches, next: () => userEvent.click(button('Next')) }
}

test('ProfileEditor: an invalid field that is removed blocks no save, and returns with its error', async () => {
  const { patches, next } = show(['name', 'email'], ['name'])
  await userEvent.fill(box(t.email), 'ada@')
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(t.checkFields(1)).first()).toBeVisible()
  await next()
  await expect.element(page.getByText(t.unsaved)).toBeVisible()
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ name: 'Ada King' }])
  await next()
  await expect.element(box(t.email)).toHaveValue('ada@')
  await expect.element(box(t.email)).toHaveAccessibleDescription(t.wrongEmail)
  await userEvent.fill(box(t.email), 'ada@king.example')
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()[1]).toEqual({ email: 'ada@king.example' })
})

test('ProfileEditor: edits of removed fields are neither saved nor counted', async () => {
  const { patches, next } = show(['name', 'email'], ['email'])
  await userEvent.fill(box(t.name), 'Ada King')
  await next()
  await expect.element(button(t.save)).not.toBeInTheDocument()
  await userEvent.fill(box(t.email), 'ada@king.example')
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ email: 'ada@king.example' }])
  await next()
  await expect.element(box(t.name)).toHaveValue('Ada King')
  await expect.element(page.getByText(t.unsaved)).toBeVisible()
  await userEvent.click(button(t.save))
  await expect.poll(() => patches()[1]).toEqual({ name: 'Ada King' })
})

test('ProfileEditor: saves a field that is removed during the save by its rules', async () => {
  const validate = async (value: unknown) => ({ value: String(value).toUpperCase() })
  const schema = { '~standard': { version: 1, vendor: 'test', validate } } as const
  const nick = { key: 'nick', type: 'text', label: 'Nick', schema } as const
  const { adapter, patches, next } = show(['name', 'email', nick], ['email'])
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.fill(box('Nick'), 'countess')
  adapter.faults.pause = true
  await userEvent.click(button(t.save))
  const getPending = () => adapter.faults.pending.map(({ member }) => member)
  await expect.poll(getPending).toEqual(['users.get'])
  await next()
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ name: 'Ada King', traits: { nick: 'COUNTESS' } }])
})

test('ProfileEditor: Discard keeps the edits of removed fields', async () => {
  const { next } = show(['name', 'email'], ['email'])
  await userEvent.fill(box(t.name), 'Ada King')
  await next()
  await userEvent.fill(box(t.email), 'ada@king.example')
  await userEvent.click(button(t.discard))
  await expect.element(box(t.email)).toHaveValue(ada.email)
  await next()
  await expect.element(box(t.name)).toHaveValue('Ada King')
  await userEvent.click(button(t.discard))
  await expect.element(box(t.name)).toHaveValue(ada.name)
})

test('ProfileEditor: the rules of a removed field no longer count for another field of the same trait', async () => {
  const nick = { key: 'nick', type: 'text', label: 'Nick', maxLength: 20 } as const
  const adapter = createMemoryAdapter({ users: [ada] })
  function Host({ isShort }: { readonly isShort: boolean }): JSX.Element {
    return (
      <ProfileEditor>
        <ProfileField field={nick} />
        {isShort && <ProfileField field={{ ...nick, label: 'Short nick', maxLength: 3 }} />}
        <ProfileActions />
      </ProfileEditor>
    )
  }
  const { rerender } = render(<Host isShort />, { wrapper: createWrapper({ adapter }) })
  await userEvent.fill(box('Nick'), 'Countess')
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.checkFields(1))
  rerender(<Host isShort={false} />)
  await userEvent.fill(box('Nick'), 'Countess of Lovelace')
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(adapter.calls.at(-1)?.member).toBe('users.update')
})

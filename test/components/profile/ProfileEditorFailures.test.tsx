import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { combineAdapters, createUserClient, IdentikitError } from '../../../src/core.js'
import { ProfileEditor, useUser, type ProfileEditorProps } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapter,
} from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, t } from './profile.fixture.js'

const fields = ['name', 'email'] as const

function refuse({ faults }: MemoryAdapter): void {
  faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('forbidden', 'No.') : undefined
}

test('ProfileEditor: fails if one of two services fails, and Save tries both again', async () => {
  const [one, two] = ['one', 'two'].map((id) => createMemoryAdapter({ id, users: [ada] }))
  if (!one || !two) throw new Error('There are two.')
  const adapter = combineAdapters({ users: [one, two] })
  refuse(two)
  render(<ProfileEditor fields={fields} />, { wrapper: createWrapper({ adapter }) })
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(/^Couldn't save\./)
  await expect.poll(() => one.calls.at(-1)?.member).toBe('users.get')
  await expect.element(box(t.name)).toHaveValue('Ada King')
  two.faults.fail = undefined
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(await createUserClient(two).users.get(ada.id)).toMatchObject({ name: 'Ada King' })
  expect(button(t.save).elements()).toEqual([])
})

function LastError() {
  return <output aria-label="Error">{useUser().saveError?.code ?? 'none'}</output>
}

test.each([t.discard, t.save])(
  'ProfileEditor: %s clears the error of a failed save in useUser',
  async (label) => {
    const adapter = createMemoryAdapter({ users: [ada] })
    refuse(adapter)
    render(
      <>
        <LastError />
        <ProfileEditor fields={fields} />
      </>,
      { wrapper: createWrapper({ adapter }) },
    )
    const error = page.getByRole('status', { name: 'Error' })
    await userEvent.fill(box(t.name), 'Ada King')
    await userEvent.fill(box(t.email), 'ada@king.example')
    await userEvent.click(button(t.save))
    await expect.element(error).toHaveTextContent('forbidden')
    adapter.faults.fail = undefined
    if (label === t.save) await userEvent.fill(box(t.name), ada.name)
    await userEvent.click(button(label))
    await expect.element(error).toHaveTextContent('none')
  },
)

test('ProfileEditor: removes keys of an object at a service that merges objects', async () => {
  const home = { city: 'London', street: 'St James’s Square', at: { floor: 1, door: 2 } }
  const move: ProfileEditorProps['fields'] = [
    {
      key: 'home',
      type: 'custom',
      label: 'Home',
      render: ({ id, onChange }) => (
        <button
          type="button"
          id={id}
          aria-label="Move"
          onClick={() => onChange({ city: 'Paris', at: { floor: 1 } })}
        />
      ),
    },
  ]
  const { adapter } = showProfile({ fields: move }, { users: [{ ...ada, traits: { home } }] })
  await userEvent.click(button('Move'))
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  const { traits } = await createUserClient(adapter).users.get(ada.id)
  expect(traits).toEqual({ home: { city: 'Paris', at: { floor: 1 } } })
})

test('ProfileEditor: shows no error on blur without an edit', async () => {
  showProfile({ fields })
  await userEvent.click(box(t.email))
  await userEvent.click(box(t.name))
  await userEvent.fill(box(t.email), 'a')
  await expect.element(button(t.save)).toBeVisible()
  expect(box(t.email).element().getAttribute('aria-invalid')).toBeNull()
  await userEvent.click(box(t.name))
  await expect.element(box(t.email)).toHaveAccessibleDescription(t.emailWithoutAt)
})

test('ProfileEditor: the actions cover no focused field on a small screen', async () => {
  await page.viewport(320, 320)
  showProfile()
  await userEvent.fill(box(t.name), 'Ada King')
  const covered: string[] = []
  for (let step = 0; step < 5; step++) {
    await userEvent.tab()
    const { activeElement } = document
    const bar = document.querySelector('.ik-profile-actions')
    if (!activeElement || !bar || bar.contains(activeElement)) break
    const [field, over] = [activeElement, bar].map((each) => each.getBoundingClientRect())
    if (field && over && field.bottom > over.top && field.top < over.bottom)
      covered.push(activeElement.outerHTML)
  }
  await page.viewport(1200, 800)
  expect(covered).toEqual([])
})

test('ProfileEditor: removes the error of a refused value once it is accepted', async () => {
  const { adapter } = showProfile({ fields })
  adapter.faults.fail = ({ member }) =>
    member === 'users.update'
      ? new IdentikitError('invalid', 'No.', { fields: { name: 'bad', email: 'bad' } })
      : undefined
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.fill(box(t.email), 'ada@king.example')
  await userEvent.click(button(t.save))
  await expect.element(box(t.name)).toHaveFocus()
  await expect.element(box(t.email)).toBeInvalid()
  adapter.faults.fail = undefined
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  await expect.element(box(t.name)).toBeValid()
  await expect.element(box(t.email)).toBeValid()
  await createUserClient(adapter).users.update(ada.id, { name: 'Countess' })
  await userEvent.fill(box(t.name), 'Countess')
  await userEvent.fill(box(t.email), 'ada@example.com')
  await userEvent.click(button(t.save))
  await expect.element(box(t.name)).toHaveValue('Countess')
  await userEvent.fill(box(t.name), 'Ada King')
  await expect.element(box(t.name)).toBeValid()
})

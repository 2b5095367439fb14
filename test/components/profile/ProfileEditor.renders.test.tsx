import { Profiler, type ReactNode } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { ProfileActions, ProfileEditor, ProfileField } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { render } from '@testing-library/react'
import { box, button, t } from './profile.fixture.js'

const fields = ['avatar', 'name', 'lastName', 'email', 'phone', 'timezone', 'locale'] as const

let commits: Record<string, number> = {}
beforeEach(() => {
  commits = {}
})

function Counted({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const onRender = () => {
    commits = { ...commits, [id]: (commits[id] ?? 0) + 1 }
  }
  return (
    <Profiler id={id} onRender={onRender}>
      {children}
    </Profiler>
  )
}

/** Returns how often each part was rendered while the keys were typed. */
async function type(keys: string) {
  commits = {}
  await userEvent.keyboard(keys)
  return commits
}

test('ProfileEditor: a key renders only the field that it is typed into', async () => {
  const wrapper = createWrapper({ adapter: createMemoryAdapter({ users: [ada] }) })
  render(
    <ProfileEditor>
      {fields.map((field) => (
        <Counted key={field} id={field}>
          <ProfileField field={field} />
        </Counted>
      ))}
      <ProfileField field={{ type: 'text', key: 'team', label: 'Team' }} />
      <Counted id="actions">
        <ProfileActions />
      </Counted>
    </ProfileEditor>,
    { wrapper },
  )
  const zone = page.getByRole('combobox', { name: messages.timezone.label })
  await expect.element(zone).toHaveValue('London')
  await expect.poll(() => document.querySelector('.ik-timezone-picker')?.ariaBusy).toBeNull()
  await expect
    .poll(() => document.querySelectorAll('.ik-language-select option').length > 9)
    .toBe(true)
  await userEvent.click(box(t.name))
  await userEvent.keyboard('{End}')
  expect(await type('a')).toEqual({ name: 1, actions: 1 })
  await expect.element(button(t.save)).toBeVisible()
  expect(await type('d')).toEqual({ name: 1 })
  expect(await type('abc')).toEqual({ name: 3 })
  await userEvent.click(box('Team'))
  expect(await type('core')).toEqual({})
  await userEvent.click(box(t.email))
  // The picture shows the initials of the address only without a name.
  expect(await type('x')).toEqual({ email: 1 })
  await userEvent.click(box(t.name))
  expect(await type('{Control>}a{/Control}B')).toMatchObject({ name: 1, avatar: 1 })
})

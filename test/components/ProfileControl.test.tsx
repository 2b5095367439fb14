import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import '../../src/styles/index.css'
import { box, showProfile, words } from './profile.fixture.js'

test('a browser can fill the form: each field carries its token', async () => {
  showProfile({ fields: ['name', 'firstName', 'lastName', 'email'] })
  await expect.element(box(words.name)).toHaveAttribute('autocomplete', 'name')
  await expect.element(box(words.firstName)).toHaveAttribute('autocomplete', 'given-name')
  await expect.element(box(words.lastName)).toHaveAttribute('autocomplete', 'family-name')
  await expect.element(box(words.email)).toHaveAttribute('autocomplete', 'email')
  await expect.element(box(words.email)).toHaveAttribute('type', 'email')
  await expect.element(box(words.email)).toHaveAttribute('spellcheck', 'false')
  await expect.element(page.getByRole('form')).toHaveAttribute('novalidate')
})

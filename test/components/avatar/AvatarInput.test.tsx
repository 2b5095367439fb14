import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { chooser, setUp, uploads, t } from './avatar.fixture.js'

test('asks for a file where the host takes one', async () => {
  setUp({ upload: uploads().upload })
  await expect.element(chooser()).toHaveAttribute('type', 'file')
  await expect.element(page.getByLabelText(t.label)).toHaveAttribute('id', 'picture')
  expect(page.getByRole('textbox').query()).toBeNull()
})

test('and for an address where it does not', async () => {
  setUp()
  await expect.element(page.getByRole('textbox', { name: t.label })).toBeVisible()
  expect(chooser().query()).toBeNull()
})

import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { chooser, setUp, uploads, t } from './avatar.fixture.js'

test('AvatarInput: renders a file input with `upload`', async () => {
  setUp({ upload: uploads().upload })
  await expect.element(chooser()).toHaveAttribute('type', 'file')
  await expect.element(page.getByLabelText(t.label)).toHaveAttribute('type', 'file')
  expect(page.getByRole('textbox').query()).toBeNull()
})

test('AvatarInput: renders an input for an address without `upload`', async () => {
  setUp()
  await expect.element(page.getByRole('textbox', { name: t.label })).toBeVisible()
  expect(chooser().query()).toBeNull()
})

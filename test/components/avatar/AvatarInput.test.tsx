import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { chooser, setUp, uploads } from './avatar.fixture.js'

test('AvatarInput: renders a file input with `upload`', async () => {
  setUp({ upload: uploads().upload })
  await expect.element(chooser()).toHaveAttribute('type', 'file')
  await expect.element(page.getByLabelText(messages.profile.avatar)).toHaveAttribute('type', 'file')
  expect(page.getByRole('textbox').query()).toBeNull()
})

test('AvatarInput: renders an input for an address without `upload`', async () => {
  setUp()
  await userEvent.click(page.getByRole('button', { name: messages.avatar.useAddress }))
  await expect.element(page.getByRole('textbox', { name: messages.profile.avatar })).toBeVisible()
  expect(chooser().query()).toBeNull()
})

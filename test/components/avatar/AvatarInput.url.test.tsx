import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { press, saved, setUp, t } from './avatar.fixture.js'
import { servePictures } from './pictures.fixture.js'

let pictures: ReturnType<typeof servePictures>
beforeEach(() => {
  pictures = servePictures()
})
afterEach(() => pictures.stop())

const input = () => page.getByRole('textbox', { name: messages.profile.avatar })
const toggle = () => page.getByRole('button', { name: t.useAddress })

/** Renders the input and shows its address. */
async function open(props: Parameters<typeof setUp>[0] = {}) {
  const shown = setUp(props)
  await userEvent.click(toggle())
  return shown
}

const avatar = () => document.querySelector('.ik-avatar')

test('AvatarInput: describes the input for an address', async () => {
  await open()
  await expect.element(input()).toHaveAttribute('type', 'text')
  await expect.element(input()).toHaveAttribute('inputmode', 'url')
  await expect.element(input()).toHaveAttribute('autocomplete', 'photo')
  await expect.element(input()).toHaveAccessibleDescription(t.addressHint)
  expect(avatar()?.textContent).toBe('AL')
})

test('AvatarInput: reports the encoded address, keeps the typed text and shows the picture on blur', async () => {
  const { onChange } = await open({ saved })
  await userEvent.fill(input(), ' HTTPS://pictures.EXAMPLE/né.png ')
  const url = 'https://pictures.example/n%C3%A9.png'
  expect(onChange.mock.calls).toEqual([[url]])
  await expect.element(input()).toHaveValue(' HTTPS://pictures.EXAMPLE/né.png ')
  expect(pictures.requested).toEqual([saved])
  await userEvent.tab()
  expect(pictures.requested).toEqual([saved, url])
  await expect.poll(() => avatar()?.querySelector('img')?.naturalWidth).toBe(64)
})

test('AvatarInput: reports an invalid address as typed with an error and requests nothing', async () => {
  const { onChange } = await open({ saved })
  const invalid = [
    ['http://pictures.example/me.png', t.insecure],
    [' JavaScript:alert(1)', t.notHttps],
    ['data:image/png;base64,AA', t.notHttps],
    ['example.com/me.png', t.notHttps],
    ['hello', t.notUrl],
  ] as const
  for (const [text, error] of invalid) {
    await userEvent.fill(input(), text)
    expect(onChange.mock.lastCall).toEqual([text, error])
    await expect.element(input()).toHaveAccessibleDescription(`${t.addressHint} ${error}`)
    await userEvent.tab()
    await expect.element(input()).toHaveValue(text)
    expect(avatar()?.textContent).toBe('AL')
  }
  expect(pictures.requested).toEqual([saved])
  expect(document.querySelector('a')).toBeNull()
})

test('AvatarInput: an empty input reports null and hides the note about a broken picture', async () => {
  const { onChange } = await open({ saved: 'https://pictures.example/gone' })
  await expect.element(page.getByText(t.notShown)).toBeVisible()
  await expect.element(input()).toHaveAccessibleDescription(`${t.addressHint} ${t.notShown}`)
  await userEvent.clear(input())
  await userEvent.tab()
  expect(onChange.mock.calls).toEqual([[null]])
  await expect.element(page.getByText(t.notShown)).not.toBeInTheDocument()
})

test('AvatarInput: a value from outside replaces the typed text', async () => {
  await open({ saved })
  await userEvent.fill(input(), 'hello')
  await press('Discard')
  await expect.element(input()).toHaveValue(saved)
  await userEvent.fill(input(), 'hello')
  await press('Refresh')
  await expect.element(input()).toHaveValue('https://pictures.example/other.png')
  expect(pictures.requested.at(-1)).toBe('https://pictures.example/other.png')
})

test('AvatarInput: shows a saved http address without requesting its picture', async () => {
  const { onChange } = await open({ saved: 'http://pictures.example/me.png' })
  await expect.element(input()).toHaveValue('http://pictures.example/me.png')
  expect(avatar()?.textContent).toBe('AL')
  await userEvent.click(input())
  await userEvent.tab()
  expect(onChange).not.toHaveBeenCalled()
})

test('AvatarInput: shows the address on demand, and while it has an error', async () => {
  const { onChange } = setUp({ saved })
  expect(input().elements()).toEqual([])
  await expect.element(toggle()).toHaveAttribute('aria-expanded', 'false')
  await userEvent.click(toggle())
  await expect.element(toggle()).toHaveAttribute('aria-expanded', 'true')
  await userEvent.fill(input(), 'hello')
  await userEvent.click(toggle())
  await expect.element(input()).toBeVisible()
  await expect.element(input()).toBeInvalid()
  await press(t.removeName)
  expect(onChange.mock.lastCall).toEqual([null])
  await expect.element(toggle()).toHaveFocus()
  expect(input().elements()).toEqual([])
  await userEvent.click(toggle())
  await expect.element(input()).toHaveValue('')
})

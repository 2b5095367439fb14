import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { button, showProfile, t } from './profile.fixture.js'

const { timezone } = messages

/** Ends the load of the combobox. */
const load = vi.hoisted(() => {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve: () => resolve() }
})
vi.mock('../../../src/components/timezone/LoadedTimezoneControl.js', async (original) => {
  await load.promise
  return original()
})

const zone = () => page.getByRole('combobox', { name: timezone.label })
const isLoading = () => document.querySelector('.ik-timezone-picker')?.ariaBusy === 'true'

function measure() {
  return Array.from(
    document.querySelectorAll('.ik-field, .ik-timezone-picker-field, select'),
    (element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return [x, y, width, height].map(Math.round).join()
    },
  )
}

test('ProfileEditor: passes on what is typed into the time zone while it is loaded, and nothing moves', async () => {
  const users = [{ ...ada, timezone: 'America/Sao_Paulo', locale: 'en-GB', phone: '+442079460018' }]
  const { patches } = showProfile({ fields: ['phone', 'timezone', 'locale', 'name'] }, { users })
  await expect.element(zone()).toHaveValue('São Paulo')
  await expect.element(page.getByRole('combobox', { name: t.locale })).toHaveValue('en-GB')
  await expect
    .poll(() => document.querySelectorAll('.ik-phone-input-select option').length > 1)
    .toBe(true)
  expect(isLoading()).toBe(true)
  const before = measure()
  await userEvent.click(zone())
  await userEvent.keyboard('tok{Enter}')
  await expect.element(zone()).toHaveValue('tok')
  expect(measure()).toEqual(before)
  load.resolve()
  await expect.poll(isLoading).toBe(false)
  await expect.element(zone()).toHaveFocus()
  await expect.element(zone()).toHaveAttribute('aria-expanded', 'true')
  await expect.element(page.getByRole('option', { name: 'Tokyo' })).toBeVisible()
  await userEvent.keyboard('yo')
  await expect.element(zone()).toHaveValue('tokyo')
  await userEvent.keyboard('{Enter}')
  await expect.element(zone()).toHaveValue('Tokyo')
  await userEvent.click(button(t.discard))
  expect(measure()).toEqual(before)
  expect(patches()).toEqual([])
})

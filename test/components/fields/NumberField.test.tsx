import { act, render } from '@testing-library/react'
import { useEffect, useState, type JSX } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { NumberField, type NumberFieldProps } from '../../../src/components/fields/NumberField.js'
import { messages } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { createWrapper } from '../../../src/testing.js'

const { streak: t } = messages

function setUp(props: Partial<NumberFieldProps> = {}, locale?: string) {
  const onSave = vi.fn<(value: number) => void>()
  const announce = vi.fn<(text: string) => void>()
  const host: { change?: (value: number) => void } = {}
  function Host(): JSX.Element {
    const [value, setValue] = useState(500)
    useEffect(() => {
      host.change = setValue
    }, [])
    return (
      <NumberField
        label="Words goal"
        decrease="Decrease words goal"
        increase="Increase words goal"
        min={10}
        max={10_000}
        step={10}
        announce={announce}
        {...props}
        value={value}
        onSave={(next) => {
          onSave(next)
          setValue(next)
        }}
      />
    )
  }
  const view = render(<Host />, { wrapper: createWrapper({ locale }) })
  return {
    onSave,
    announce,
    host,
    field: page.getByRole('textbox', { name: 'Words goal' }),
    ...view,
  }
}

test('NumberField: saves a typed number on Enter and blur', async () => {
  const { onSave, field } = setUp()
  await userEvent.fill(field, '1200')
  expect(onSave).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  expect(onSave.mock.calls).toEqual([[1200]])
  await expect.element(field).toHaveValue('1,200')
  await userEvent.fill(field, '1,300')
  field.element().blur()
  await expect.poll(() => onSave.mock.calls).toEqual([[1200], [1300]])
  await userEvent.fill(field, '1300')
  await userEvent.keyboard('{Enter}')
  expect(onSave).toHaveBeenCalledTimes(2)
})

test('NumberField: saves each step', async () => {
  const { onSave, field } = setUp()
  const more = page.getByRole('button', { name: 'Increase words goal' })
  for (let presses = 0; presses < 3; presses++) await userEvent.click(more)
  await userEvent.click(page.getByRole('button', { name: 'Decrease words goal' }))
  await expect.element(field).toHaveValue('520')
  expect(onSave.mock.calls.flat()).toEqual([510, 520, 530, 520])
})

test('NumberField: keys step and stop at the bounds', async () => {
  const { field } = setUp()
  await userEvent.click(field)
  const keys = [
    ['{ArrowUp}', '510'],
    ['{ArrowDown}{ArrowDown}', '490'],
    ['{PageUp}', '590'],
    ['{PageDown}{PageDown}', '390'],
    ['{End}', '10,000'],
    ['{ArrowUp}', '10,000'],
    ['{Home}', '10'],
    ['{ArrowDown}', '10'],
  ] as const
  for (const [key, value] of keys) {
    await userEvent.keyboard(key)
    await expect.element(field).toHaveValue(value)
  }
  await expect
    .element(page.getByRole('button', { name: 'Decrease words goal' }))
    .toHaveAttribute('aria-disabled', 'true')
})

test('NumberField: adjusts a number out of bounds, reverts other text, and announces both', async () => {
  const { onSave, announce, field } = setUp()
  await userEvent.fill(field, '99999')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('10,000')
  await expect.element(field).toHaveAccessibleDescription(t.adjusted('10,000'))
  await userEvent.fill(field, '-3')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('10')
  for (const text of ['', 'abc', '1e3']) {
    await userEvent.fill(field, text)
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveValue('10')
    await expect.element(field).toHaveAccessibleDescription(t.notANumber('10'))
  }
  expect(onSave.mock.calls).toEqual([[10_000], [10]])
  expect(announce.mock.calls.flat()).toEqual([
    t.adjusted('10,000'),
    t.adjusted('10'),
    ...Array.from({ length: 3 }, () => t.notANumber('10')),
  ])
  await userEvent.fill(field, '20')
  await expect.element(field).not.toHaveAttribute('aria-describedby')
})

test('NumberField: reads the digits of other scripts and formats with the locale', async () => {
  const { onSave, field } = setUp({}, 'fa')
  await expect.element(field).toHaveValue('۵۰۰')
  for (const text of ['٦٠٠', '۷۰۰', '８００', '۱٬۰۰۰']) {
    await userEvent.fill(field, text)
    await userEvent.keyboard('{Enter}')
  }
  expect(onSave.mock.calls.flat()).toEqual([600, 700, 800, 1000])
})

test('NumberField: a new value keeps the typed text, and Escape reverts it', async () => {
  const { onSave, host, field } = setUp()
  await userEvent.fill(field, '77')
  act(() => host.change?.(640))
  await expect.element(field).toHaveValue('77')
  await userEvent.keyboard('{Escape}')
  await expect.element(field).toHaveValue('640')
  expect(onSave).not.toHaveBeenCalled()
})

test('NumberField: saves a typed number on unmount', async () => {
  const { onSave, field, unmount } = setUp()
  await userEvent.fill(field, '510')
  unmount()
  expect(onSave.mock.calls).toEqual([[510]])
})

test('NumberField: ignores the mouse wheel, and accepts decimals with a decimal step', async () => {
  const { onSave, field } = setUp({ step: 0.1, min: 0.5 })
  await expect.element(field).toHaveAttribute('inputmode', 'decimal')
  await userEvent.click(field)
  field.element().dispatchEvent(new WheelEvent('wheel', { deltaY: 100, bubbles: true }))
  await expect.element(field).toHaveValue('500')
  await userEvent.fill(field, '0.7')
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{Enter}')
  expect(onSave.mock.calls).toEqual([[0.8], [0.9]])
})

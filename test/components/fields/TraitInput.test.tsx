import { fireEvent, render } from '@testing-library/react'
import * as fc from 'fast-check'
import { useState } from 'react'
import { expect, expectTypeOf, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TraitControl, TraitField } from '../../../src/index.js'
import { messages, type Json, type TraitField as AnyTraitField } from '../../../src/core.js'
import { checkTrait } from '../../../src/core/user/traitFields.js'
import { TraitInput } from '../../../src/components/fields/TraitInput.js'
import { setUpTrait } from './traits.fixture.js'
import { anyText } from '../../anyText.js'

const base = { key: 'key', label: 'Label' }

/** A custom control with a hook. */
function Colors({ value, onChange, field, ...control }: TraitControl) {
  const [times, setTimes] = useState(0)
  return (
    <input
      {...control}
      data-times={times}
      value={Array.isArray(value) ? value.join() : ''}
      onChange={({ currentTarget }) => {
        setTimes(times + 1)
        const colors = currentTarget.value === '' ? null : currentTarget.value.split(',')
        onChange(colors, colors?.includes('beige') ? `No beige in ${field.key}.` : undefined)
      }}
    />
  )
}

const colors: TraitField = { ...base, type: 'custom', render: Colors }

test('TraitInput: a custom control gets its attributes, value and field, and can use hooks', async () => {
  const { control, onChange } = setUpTrait({ ...colors, required: true }, { value: ['red'] })
  await expect.element(control).toHaveValue('red')
  await userEvent.fill(control, 'red,blue')
  await expect.element(control).toHaveAttribute('data-times', '1')
  expect(onChange).toHaveBeenLastCalledWith(['red', 'blue'], undefined)
  await userEvent.fill(control, 'beige')
  expect(onChange).toHaveBeenLastCalledWith(['beige'], 'No beige in key.')
  await userEvent.fill(control, '')
  expect(onChange).toHaveBeenLastCalledWith(null, messages.profile.required('Label'))
})

test('TraitInput: a custom control that reports a value which is not JSON gets an error', async () => {
  const field: TraitField = {
    ...base,
    type: 'custom',
    render: ({ id, onChange }) => (
      <button id={id} type="button" onClick={() => onChange(new Date() as never)}>
        Today
      </button>
    ),
  }
  const { control, onChange } = setUpTrait(field)
  await userEvent.click(control)
  expect(onChange.mock.lastCall?.[1]).toBe(messages.traits.wrongType)
})

test('TraitInput: every type shows any stored value without changing it', async () => {
  const fields: readonly TraitField[] = [
    { ...base, type: 'text' },
    { ...base, type: 'text', multiline: true },
    { ...base, type: 'number' },
    { ...base, type: 'boolean' },
    { ...base, type: 'select', options: [] },
    { ...base, type: 'date' },
    { ...base, type: 'url' },
    colors,
  ]
  const stored: readonly Json[] = [
    null,
    '',
    'x',
    '5',
    5,
    true,
    1e300,
    [],
    ['a'],
    {},
    { a: { b: 1 } },
  ]
  let changes = 0
  for (const value of stored) {
    for (const field of fields) {
      for (const asStrings of [false, true]) {
        const { container, unmount } = render(
          <TraitInput id="one" {...{ field, value, asStrings }} onChange={() => changes++} />,
        )
        const control = container.querySelector<HTMLElement>('#one')
        expect(control).not.toBeNull()
        control?.focus()
        control?.blur()
        unmount()
      }
    }
  }
  expect(changes).toBe(0)
})

test('TraitInput: every type reports a valid value or an error for any text', async () => {
  const options = ['a', 5, true].map((value) => ({ value, label: String(value) }))
  const fields: readonly TraitField[] = [
    { ...base, type: 'text', maxLength: 3 },
    { ...base, type: 'number', min: -2, max: 99, step: 0.5 },
    { ...base, type: 'boolean', required: true },
    { ...base, type: 'select', options },
    { ...base, type: 'date', max: '2020-01-01' },
    { ...base, type: 'url', required: true },
  ]
  const text = fc.oneof(
    anyText({ maxLength: 5 }),
    fc.stringMatching(/^-?\d{0,3}[.,]?\d{0,2}$/),
    fc.constantFrom(
      '',
      'stored',
      '0',
      '1',
      '2010-02-03',
      '2030-02-03',
      'https://a.b',
      'https://a@b',
    ),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fields),
      fc.array(text, { minLength: 1, maxLength: 3 }),
      fc.constantFrom<Json>(null, 'a', '5', 5, true, { a: 1 }),
      fc.boolean(),
      async (field, texts, value, asStrings) => {
        const { control, onChange, unmount } = setUpTrait(field, { value, asStrings })
        const element = control.element() as HTMLInputElement
        for (const line of texts) {
          if (element.type === 'checkbox') fireEvent.click(element)
          else fireEvent.change(element, { target: { value: line } })
          fireEvent.blur(element)
        }
        const failures = onChange.mock.calls.filter(([reported, error]) => {
          // The stored value can be reported again, whatever it is.
          if (error === undefined)
            return reported !== value && checkTrait(field, reported, asStrings)
          return error === '' || checkTrait(field, reported, asStrings) === undefined
        })
        expect(failures).toEqual([])
        expect(element.isConnected).toBe(true)
        unmount()
      },
    ),
    { numRuns: 60 },
  )
})

test('TraitInput: another field resets the control', async () => {
  const ui = (key: string) => (
    <TraitInput
      id="one"
      field={{ ...base, key, type: 'number' }}
      value={null}
      onChange={() => undefined}
    />
  )
  const { rerender, container } = render(ui('a'))
  const first = container.querySelector('input')
  rerender(ui('b'))
  expect(container.querySelector('input')).not.toBe(first)
})

test('TraitField: a field with `render` is a field of the core', () => {
  expectTypeOf<TraitField>().toExtend<AnyTraitField>()
  expectTypeOf<Extract<TraitField, { type: 'custom' }>['render']>()
    .parameter(0)
    .toEqualTypeOf<TraitControl>()
})

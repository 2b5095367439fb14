import { render } from '@testing-library/react'
import { StrictMode, useEffect, useState, type JSX } from 'react'
import { vi } from 'vitest'
import { page, userEvent, type Locator } from 'vitest/browser'
import { Field } from '../../../src/components/fields/Field.js'
import {
  PhoneControl,
  type PhoneControlProps,
} from '../../../src/components/fields/PhoneControl.js'
import '../../../src/styles/index.css'
import { createWrapper } from '../../../src/testing.js'

export const london = '+442079460018'

export interface PhoneOptions extends Partial<PhoneControlProps> {
  readonly locale?: string | undefined
}

/** Renders the control in a field, between other inputs. */
export function showPhone({ locale, value: saved = null, ...props }: PhoneOptions = {}) {
  const onChange = vi.fn<PhoneControlProps['onChange']>()
  const onWarning = vi.fn<(text: string | undefined) => void>()
  const host: { set: (value: string | null) => void } = { set: () => {} }
  function Host(): JSX.Element {
    const [value, setValue] = useState(saved)
    useEffect(() => {
      host.set = setValue
    }, [])
    return (
      <>
        <input type="tel" aria-label="Plain" />
        <Field label="Your phone" description="For codes." disabled={props.disabled}>
          {(control) => (
            <PhoneControl
              defaultCountry="GB"
              {...props}
              {...control}
              value={value}
              onWarning={onWarning}
              onChange={(next, ...error) => {
                onChange(next, ...error)
                setValue(next)
              }}
            />
          )}
        </Field>
        <button type="button">Next</button>
      </>
    )
  }
  const view = render(
    <StrictMode>
      <Host />
    </StrictMode>,
    { wrapper: createWrapper({ locale }) },
  )
  return {
    ...view,
    host,
    onChange,
    onWarning,
    input: page.getByRole('textbox', { name: 'Your phone' }),
    country: page.getByRole('combobox', { name: 'Country calling code' }),
    plain: page.getByRole('textbox', { name: 'Plain' }),
    last: () => onChange.mock.lastCall,
  }
}

/** Focuses the input and waits for the list of countries. */
export async function enter(input: Locator): Promise<void> {
  await userEvent.click(input)
  await vi.waitUntil(() => page.getByRole('option').elements().length > 200)
}

/** Moves the focus out of the field. */
export async function leave(): Promise<void> {
  await userEvent.click(page.getByRole('button', { name: 'Next' }))
}

/** Copies a text to the clipboard from a plain input. */
export async function copy(plain: Locator, text: string): Promise<void> {
  await userEvent.fill(plain, text)
  await userEvent.keyboard('{Control>}a{/Control}')
  await userEvent.copy()
}

/** Returns the text of an input and its selection. */
export function shown(input: Locator): readonly [string, number | null, number | null] {
  const { value, selectionStart, selectionEnd } = input.element() as HTMLInputElement
  return [value, selectionStart, selectionEnd]
}

export function select(input: Locator, from: number, to = from): void {
  const element = input.element() as HTMLInputElement
  element.setSelectionRange(from, to)
}

import { render } from '@testing-library/react'
import { useEffect, useState, type JSX } from 'react'
import { vi } from 'vitest'
import { page } from 'vitest/browser'
import { Field } from '../../../src/components/fields/Field.js'
import { TraitInput, type TraitField } from '../../../src/components/fields/TraitInput.js'
import type { Json } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { createWrapper } from '../../../src/testing.js'

export interface TraitOptions {
  readonly value?: Json
  readonly asStrings?: boolean
  readonly locale?: string
}

/** Renders the control of a trait in a field that keeps its value and shows errors at once. */
export function setUpTrait(field: TraitField, options: TraitOptions = {}) {
  const { value = null, asStrings, locale } = options
  const onChange = vi.fn<(value: Json, error: string | undefined) => void>()
  const host: { change: (value: Json) => void } = { change: () => {} }
  function Host(): JSX.Element {
    const [draft, setDraft] = useState(value)
    const [error, setError] = useState<string>()
    useEffect(() => {
      host.change = (next) => {
        setDraft(next)
        setError(undefined)
      }
    }, [])
    return (
      <Field label={field.label} error={error}>
        {(control) => (
          <TraitInput
            {...control}
            {...{ field, asStrings }}
            value={draft}
            onChange={(next, nextError) => {
              onChange(next, nextError)
              setDraft(next)
              setError(nextError)
            }}
          />
        )}
      </Field>
    )
  }
  const view = render(<Host />, { wrapper: createWrapper({ locale }) })
  return { ...view, onChange, host, control: page.getByLabelText(field.label, { exact: true }) }
}

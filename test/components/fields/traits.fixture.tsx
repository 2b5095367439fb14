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

/** A field in an editor that holds whatever it is given. */
export function setUpTrait(field: TraitField, options: TraitOptions = {}) {
  const { value = null, asStrings, locale } = options
  const onChange = vi.fn<(value: Json, problem: string | undefined) => void>()
  const held: { change: (value: Json) => void } = { change: () => {} }
  function Editor(): JSX.Element {
    const [draft, setDraft] = useState(value)
    const [problem, setProblem] = useState<string>()
    useEffect(() => {
      held.change = (next) => {
        setDraft(next)
        setProblem(undefined)
      }
    }, [])
    return (
      <Field label={field.label} error={problem}>
        {(control) => (
          <TraitInput
            {...control}
            {...{ field, asStrings }}
            value={draft}
            onChange={(next, why) => {
              onChange(next, why)
              setDraft(next)
              setProblem(why)
            }}
          />
        )}
      </Field>
    )
  }
  const view = render(<Editor />, { wrapper: createWrapper({ locale }) })
  return { ...view, onChange, held, control: page.getByLabelText(field.label, { exact: true }) }
}

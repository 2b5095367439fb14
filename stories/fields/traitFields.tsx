import { useState, type JSX } from 'react'
import { Field } from '../../src/components/fields/Field.js'
import { TraitInput, type TraitField } from '../../src/components/fields/TraitInput.js'
import type { Json } from 'identikit/core'

export interface TraitExampleProps {
  readonly field: TraitField
  readonly value?: Json
  readonly asStrings?: boolean
  readonly disabled?: boolean
  /** The initial error. */
  readonly error?: string
}

/** Renders a trait as the profile editor does, but with errors at once. */
export function TraitExample({ field, value = null, ...props }: TraitExampleProps): JSX.Element {
  const [draft, setDraft] = useState<{ value: Json; error: string | undefined }>({
    value,
    error: props.error,
  })
  return (
    <Field
      label={field.label}
      description={field.description}
      required={field.required}
      error={draft.error}
      disabled={props.disabled}
    >
      {(control) => (
        <TraitInput
          {...control}
          field={field}
          asStrings={props.asStrings}
          value={draft.value}
          onChange={(next, error) => setDraft({ value: next, error })}
        />
      )}
    </Field>
  )
}

/** One field of each type. */
export const traitFields = {
  text: { type: 'text', key: 'company', label: 'Company', maxLength: 40 },
  bio: { type: 'text', key: 'bio', label: 'About you', multiline: true, maxLength: 160 },
  number: {
    type: 'number',
    key: 'height',
    label: 'Height',
    min: 50,
    max: 250,
    step: 0.5,
    unit: 'cm',
  },
  boolean: { type: 'boolean', key: 'beta', label: 'Try new features early' },
  select: {
    type: 'select',
    key: 'seats',
    label: 'Seats',
    options: [
      { value: 1, label: 'Just me' },
      { value: 10, label: 'Up to ten' },
      { value: 100, label: 'Up to a hundred' },
    ],
  },
  date: {
    type: 'date',
    key: 'birthday',
    label: 'Birthday',
    description: 'So that we can congratulate you.',
    min: '1900-01-01',
    max: '2030-12-31',
  },
  url: { type: 'url', key: 'website', label: 'Website' },
  custom: {
    type: 'custom',
    key: 'color',
    label: 'Favorite colors',
    render: ({ field, value, onChange, ...control }) => (
      <input
        {...control}
        className="ik-input"
        data-trait={field.key}
        value={Array.isArray(value) ? value.join(', ') : ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value.split(/,\s*/))}
      />
    ),
  },
} as const satisfies Readonly<Record<string, TraitField>>

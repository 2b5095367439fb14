import { render } from '@testing-library/react'
import { StrictMode, useState, type JSX } from 'react'
import { vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { AvatarInput, type AvatarInputProps } from '../../../src/components/avatar/AvatarInput.js'
import type { AvatarUploader } from '../../../src/components/avatar/avatarUpload.js'
import { Field } from '../../../src/components/fields/Field.js'
import { messages } from '../../../src/core.js'
import { ada } from '../../../src/testing.js'
import '../../../src/styles/index.css'

export const { avatar: t } = messages

export const saved = 'https://pictures.example/old.png'

/** The control in a field of an editor that keeps a draft, and buttons that do what the editor does. */
export function setUp(props: Partial<AvatarInputProps> & { readonly saved?: string | null } = {}) {
  const { saved: first = null, ...given } = props
  const onChange = vi.fn<AvatarInputProps['onChange']>()
  function Editor(): JSX.Element {
    const [value, setValue] = useState(first)
    const [problem, setProblem] = useState<string>()
    return (
      <>
        <Field id="picture" label={t.label} error={problem} disabled={given.disabled}>
          {(control) => (
            <AvatarInput
              user={ada}
              {...given}
              {...control}
              value={value}
              onChange={(...change) => {
                onChange(...change)
                setValue(change[0])
                setProblem(change[1])
              }}
            />
          )}
        </Field>
        <button type="button" onClick={() => setValue('https://pictures.example/other.png')}>
          Refresh
        </button>
        <button type="button" onClick={() => setValue(first)}>
          Discard
        </button>
      </>
    )
  }
  const view = render(
    <StrictMode>
      <Editor />
    </StrictMode>,
  )
  return { onChange, ...view }
}

/** A host's upload that the test answers by hand; every call by its turn. */
export function uploads() {
  const calls: {
    readonly file: File
    readonly options: Parameters<AvatarUploader>[1]
    readonly answer: (url: string) => void
    readonly fail: () => void
  }[] = []
  const upload = vi.fn<AvatarUploader>(
    (file, options) =>
      new Promise((resolve, reject) => {
        calls.push({
          file,
          options,
          answer: (url) => resolve({ url }),
          fail: () => reject(new Error('The network is gone.')),
        })
      }),
  )
  return { upload, calls }
}

export const chooser = () => page.getByLabelText(t.choose)
export const press = (name: string) => userEvent.click(page.getByRole('button', { name }))
export const choose = (...files: File[]) => userEvent.upload(chooser(), files)
/** The address of the picture that is shown. */
export const shown = () => document.querySelector('.ik-avatar img')?.getAttribute('src') ?? ''

import { render } from '@testing-library/react'
import { StrictMode, useState, type JSX } from 'react'
import { vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { AvatarInput, type AvatarInputProps, type AvatarUploader } from '../../../src/index.js'
import { ada } from '../../../src/testing.js'
import '../../../src/styles/index.css'

export const { avatar: t } = messages

export const saved = 'https://pictures.example/old.png'

/** Renders the input with a host that keeps the value and shows errors at once, and buttons that change the value. */
export function setUp(props: Partial<AvatarInputProps> & { readonly saved?: string | null } = {}) {
  const { saved: initialValue = null, ...rest } = props
  const onChange = vi.fn<AvatarInputProps['onChange']>()
  function Host(): JSX.Element {
    const [value, setValue] = useState(initialValue)
    const [error, setError] = useState<string>()
    return (
      <>
        <AvatarInput
          user={ada}
          {...rest}
          error={error}
          value={value}
          onChange={(...change) => {
            onChange(...change)
            setValue(change[0])
            setError(change[1])
          }}
        />
        <button type="button" onClick={() => setValue('https://pictures.example/other.png')}>
          Refresh
        </button>
        <button type="button" onClick={() => setValue(initialValue)}>
          Discard
        </button>
      </>
    )
  }
  const view = render(
    <StrictMode>
      <Host />
    </StrictMode>,
  )
  return { onChange, ...view }
}

/** Returns an `upload` whose calls the test answers. */
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
          fail: () => reject(new Error('Offline.')),
        })
      }),
  )
  return { upload, calls }
}

export const chooser = () => page.getByLabelText(t.chooseName)
export const press = (name: string) => userEvent.click(page.getByRole('button', { name }))
export const choose = (...files: File[]) => userEvent.upload(chooser(), files)
/** Returns the address of the shown picture. */
export const shown = () => document.querySelector('.ik-avatar img')?.getAttribute('src') ?? ''

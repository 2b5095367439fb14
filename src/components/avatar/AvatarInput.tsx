'use client'
import { forwardRef, type JSX } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { InputField, type InputProps } from '../fields/InputField.js'
import { AvatarUploadControl, type AvatarUploadControlProps } from './AvatarUploadControl.js'
import { AvatarUrlControl } from './AvatarUrlControl.js'

/** The props of `AvatarControl`. */
export interface AvatarControlProps extends Omit<AvatarUploadControlProps, 'upload'> {
  /** Uploads the chosen file. Without it the person enters an address. */
  readonly upload?: AvatarUploadControlProps['upload'] | undefined
}

/** Renders a `<div>` with an upload, or with an input for an address where there is no `upload`. */
export function AvatarControl(props: AvatarControlProps): JSX.Element {
  const { upload, limits, renderCropper, ...control } = props
  if (!upload) return <AvatarUrlControl {...control} />
  return <AvatarUploadControl {...control} {...{ upload, limits, renderCropper }} />
}

/** The props of `AvatarInput`. */
export interface AvatarInputProps
  extends InputProps, Pick<AvatarControlProps, 'user' | 'upload' | 'limits' | 'renderCropper'> {}

/**
 * Renders a `<div>` with a labeled input for the picture of a user: an upload, or an address where there is no `upload`. The value is an
 * https address. Until an upload ends, `onChange` gets the file's name and an error. The preview of an upload is a `blob:` address, which a
 * Content-Security-Policy must allow in `img-src`. The label is "Picture" by default. It needs no provider. The ref, `id` and
 * `aria-*` go to the `<input>`.
 * @example
 * const [avatar, setAvatar] = useState<string | null>(null)
 * <AvatarInput
 *   value={avatar}
 *   onChange={setAvatar}
 *   upload={async (file, { signal }) => {
 *     const response = await fetch('/api/avatar', { method: 'POST', body: file, signal })
 *     return response.json()
 *   }}
 * />
 */
export const AvatarInput = forwardRef<HTMLInputElement, AvatarInputProps>(
  function AvatarInput(props, ref) {
    const { user, upload, limits, renderCropper, label, ...field } = props
    const { profile: t } = useProfileMessages()
    return (
      <InputField {...field} label={label ?? t.avatar}>
        {(control) => (
          <AvatarControl inputRef={ref} {...control} {...{ user, upload, limits, renderCropper }} />
        )}
      </InputField>
    )
  },
)

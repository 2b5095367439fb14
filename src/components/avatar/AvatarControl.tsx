import type { JSX } from 'react'
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

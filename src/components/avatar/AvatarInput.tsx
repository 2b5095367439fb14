'use client'
import type { JSX } from 'react'
import { AvatarUploadInput, type AvatarUploadInputProps } from './AvatarUploadInput.js'
import { AvatarUrlInput } from './AvatarUrlInput.js'

export interface AvatarInputProps extends Omit<AvatarUploadInputProps, 'upload'> {
  /** Without it there is a field for an address. */
  readonly upload?: AvatarUploadInputProps['upload'] | undefined
}

/** Chooses the picture of a person: by uploading one where the host can take it, else by its address. Renders a `<div>`. */
export function AvatarInput(props: AvatarInputProps): JSX.Element {
  const { upload, limits, renderCropper, ...control } = props
  if (!upload) return <AvatarUrlInput {...control} />
  return <AvatarUploadInput {...control} {...{ upload, limits, renderCropper }} />
}

import type { JSX } from 'react'

export declare function Cropper(props: {
  readonly file: Blob
  readonly onCropped: (picture: File) => void
  readonly onCancel: () => void
}): JSX.Element

export declare function putFile(
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<string>

import { useEffect, useRef, useState } from 'react'
import {
  checkAvatarFile,
  type AvatarFileError,
  type AvatarRules,
} from '../../core/user/avatarFile.js'
import { checkAvatarUrl, type AvatarUrlError } from '../../core/user/avatarUrl.js'
import { useMessages } from '../../react/environment/useMessages.js'
import type { ValueProps } from '../fields/controlProps.js'

/** Uploads a file to the host's storage and resolves with its https address. */
export type AvatarUploader = (
  file: File,
  options: {
    /** Aborts when the person cancels the upload, chooses another file or leaves the page. */
    readonly signal: AbortSignal
    /** Reports the uploaded fraction, 0 to 1. Until the first call the progress bar is indeterminate. */
    readonly onProgress: (fraction: number) => void
  },
) => Promise<{ readonly url: string }>

export type AvatarUploadState =
  | { readonly status: 'idle' | 'canceled' | 'removed' }
  | { readonly status: 'refused'; readonly error: AvatarFileError }
  | {
      readonly status: 'cropping'
      readonly file: File
      /** Aborts when the cropper is closed, so that a late call of it is ignored. */
      readonly signal: AbortSignal
      /** The value that is shown while the file is cropped. */
      readonly savedValue: string | null
    }
  | {
      readonly status: 'uploading'
      readonly file: File
      /** A `blob:` address of the file. */
      readonly preview: string
      readonly fraction: number | undefined
    }
  | {
      readonly status: 'failed'
      readonly file: File
      /** Why the address that the host returned can't be used. */
      readonly urlError: AvatarUrlError | undefined
    }
  | { readonly status: 'uploaded'; readonly preview: string }

export interface AvatarUploadOptions extends ValueProps<string> {
  readonly upload: AvatarUploader
  readonly rules: AvatarRules
  readonly hasCropper: boolean
}

const idle: AvatarUploadState = { status: 'idle' }

/**
 * Checks, crops and uploads one file at a time. Choosing another file, canceling, removing, unmounting and a value from outside abort
 * the upload. Until the upload ends, the value is the file's name with an error, so that the form can't be saved.
 */
export function useAvatarUpload(options: AvatarUploadOptions) {
  const { value, hasCropper, rules } = options
  const { avatar: t } = useMessages()
  const [state, setState] = useState(idle)
  const latest = useRef(options)
  const controller = useRef<AbortController>(undefined)
  const reset = useRef(() => {})
  /** The shown value and the reported ones that the host hasn't rendered yet. */
  const emitted = useRef<readonly (string | null)[]>([value])
  /** The value to restore when the upload ends without an address. */
  const restorable = useRef<string | null>(undefined)
  const previewUrl = useRef<string>(undefined)

  useEffect(() => {
    latest.current = options
    reset.current = () => stop(idle)
  })
  useEffect(() => {
    const index = emitted.current.lastIndexOf(value)
    emitted.current = index === -1 ? [value] : emitted.current.slice(index)
    if (index !== -1) return
    restorable.current = undefined
    reset.current()
  }, [value])
  useEffect(() => () => reset.current(), [])

  function show(next: AvatarUploadState): void {
    const url = 'preview' in next ? next.preview : undefined
    if (previewUrl.current !== undefined && previewUrl.current !== url)
      URL.revokeObjectURL(previewUrl.current)
    previewUrl.current = url
    setState(next)
  }

  function emit(...change: Parameters<AvatarUploadOptions['onChange']>): void {
    emitted.current = [...emitted.current, change[0]]
    latest.current.onChange(...change)
  }

  function block(file: File, error: string): void {
    if (restorable.current === undefined) restorable.current = latest.current.value
    emit(file.name || file.type, error)
  }

  function restore(): void {
    if (restorable.current !== undefined) emit(restorable.current)
    restorable.current = undefined
  }

  function stop(next: AvatarUploadState): void {
    restart(controller)
    restore()
    show(next)
  }

  async function choose(file: File, canCrop = hasCropper): Promise<void> {
    const signal = restart(controller)
    const error = await checkAvatarFile(file, rules)
    if (signal.aborted) return
    if (error) return stop({ status: 'refused', error })
    if (!canCrop) return send(file)
    block(file, t.stillCropping)
    show({ status: 'cropping', file, signal, savedValue: restorable.current ?? null })
  }

  async function send(file: File): Promise<void> {
    const signal = restart(controller)
    block(file, t.stillUploading)
    const url = URL.createObjectURL(file)
    show({ status: 'uploading', file, preview: url, fraction: undefined })
    function onProgress(fraction: number): void {
      if (signal.aborted || !(fraction >= 0)) return
      setState((current) =>
        current.status === 'uploading' ? { ...current, fraction: Math.min(fraction, 1) } : current,
      )
    }
    let result: ReturnType<typeof checkAvatarUrl> | undefined
    try {
      const answer = await latest.current.upload(file, { signal, onProgress })
      result = checkAvatarUrl(answer.url)
    } catch {
      // The host reports its own errors. The person can try again.
    }
    if (signal.aborted) return
    if (!result || 'error' in result)
      return stop({ status: 'failed', file, urlError: result?.error })
    restorable.current = undefined
    emit(result.url)
    show({ status: 'uploaded', preview: url })
  }

  return {
    state,
    choose: (file: File) => void choose(file),
    crop: (file: File) => void choose(file, false),
    closeCropper: () => stop(idle),
    cancel: () => stop({ status: 'canceled' }),
    retry: (file: File) => void send(file),
    remove: () => {
      restart(controller)
      restorable.current = undefined
      emit(null)
      show({ status: 'removed' })
    },
  }
}

/** Aborts the previous work and returns the signal of the next. */
function restart(controller: { current: AbortController | undefined }): AbortSignal {
  controller.current?.abort()
  controller.current = new AbortController()
  return controller.current.signal
}

import { useEffect, useRef, useState } from 'react'
import { checkAvatarFile, type AvatarFileCheck } from '../../core/user/avatarFile.js'
import type { AvatarRules } from '../../core/user/avatarLimits.js'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { useAvatarMessages } from '../../react/messages/useAvatarMessages.js'
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

/** Crops a chosen file. Calls after the cropper was closed are ignored. */
export interface AvatarCropping {
  readonly file: File
  readonly onCropped: (file: File) => void
  readonly onCancel: () => void
  /** The value that is shown while the file is cropped. */
  readonly savedValue: string | null
}

/** The state of an upload. */
export interface AvatarUploadState {
  readonly status:
    | 'idle'
    | 'cropping'
    | 'uploading'
    | 'uploaded'
    | 'failed'
    | 'canceled'
    | 'removed'
  readonly cropping?: AvatarCropping
  /** A `blob:` address of the file. */
  readonly preview?: string
  /** The uploaded fraction, 0 to 1. */
  readonly fraction?: number
  /** Why the file can't be used, or why its upload failed. */
  readonly error?: string
  /** Uploads the file again after a failure. */
  readonly retry?: () => void
}

/** Options of `useAvatarUpload`. */
export interface AvatarUploadOptions extends ValueProps<string> {
  readonly upload: AvatarUploader
  readonly rules: AvatarRules
  readonly hasCropper: boolean
  /** A file that is uploaded at once. */
  readonly start: File | undefined
  readonly getFileError: (failed: Extract<AvatarFileCheck, { error: unknown }>) => string
}

/**
 * Checks, crops and uploads one file at a time. Choosing another file, canceling, removing, unmounting and a value from outside abort
 * the upload. Until the upload ends, the value is the file's name with an error, so that the form can't be saved.
 */
export function useAvatarUpload(options: AvatarUploadOptions) {
  const { avatar: t } = useAvatarMessages()
  const [state, show] = useUploadState()
  const latestUpload = useRef(options.upload)
  const controller = useRef(new AbortController())
  const { block, restore, emit } = useBlockedValue(options, stop)

  useEffect(() => {
    latestUpload.current = options.upload
  })

  const first = useRef(() => void (options.start && choose(options.start)))
  useEffect(() => first.current(), [first])

  /** Aborts the previous work and returns the signal of the next. */
  function restart(): AbortSignal {
    controller.current.abort()
    controller.current = new AbortController()
    return controller.current.signal
  }

  function stop(next: AvatarUploadState = { status: 'idle' }): void {
    restart()
    restore()
    show(next)
  }

  async function choose(chosen: File, canCrop = options.hasCropper): Promise<void> {
    const signal = restart()
    const checked = await checkAvatarFile(chosen, options.rules)
    if (signal.aborted) return
    if ('error' in checked) {
      return stop({ status: 'failed', error: options.getFileError(checked) })
    }
    const file = withType(chosen, checked.type)
    if (!canCrop) return send(file)
    const savedValue = block(file, t.stillCropping)
    const cropping = {
      file,
      onCropped: (cropped: File) => void (signal.aborted || choose(cropped, false)),
      onCancel: () => void (signal.aborted || stop()),
      savedValue,
    }
    show({ status: 'cropping', cropping })
  }

  async function send(file: File): Promise<void> {
    const signal = restart()
    block(file, t.stillUploading)
    const url = URL.createObjectURL(file)
    show({ status: 'uploading', preview: url })
    function onProgress(fraction: number): void {
      if (!signal.aborted && fraction >= 0)
        show({ status: 'uploading', preview: url, fraction: Math.min(fraction, 1) })
    }
    let error = t.notUploaded
    try {
      const answer = await latestUpload.current(file, { signal, onProgress })
      if (signal.aborted) return
      const result = checkAvatarUrl(answer.url)
      if ('url' in result) {
        emit(result.url)
        show({ status: 'uploaded', preview: url })
        return
      }
      error = t.badAnswer(t[result.error])
    } catch {
      // The host reports its own errors. The person can try again.
    }
    if (!signal.aborted) stop({ status: 'failed', error, retry: () => void send(file) })
  }

  return {
    state,
    choose: (file: File) => void choose(file),
    cancel: () => stop({ status: 'canceled' }),
    remove: () => {
      restart()
      emit(null)
      show({ status: 'removed' })
    },
  }
}

/** Returns a file with the media type of its content, which hosts store with it. */
function withType(file: File, type: string): File {
  const { name, lastModified } = file
  return file.type === type ? file : new File([file], name, { type, lastModified })
}

function useUploadState() {
  const [state, setState] = useState<AvatarUploadState>({ status: 'idle' })
  const preview = useRef<string>(undefined)
  /** Sets the state and revokes the previous preview, which may not have been rendered. */
  function show(next: AvatarUploadState): void {
    if (preview.current !== undefined && preview.current !== next.preview)
      URL.revokeObjectURL(preview.current)
    preview.current = next.preview
    setState(next)
  }
  return [state, show] as const
}

/** Keeps a form from being saved with the value of an unfinished upload. Calls `stop` on unmount and when the value changes from outside. */
function useBlockedValue({ value, onChange }: ValueProps<string>, stop: () => void) {
  const latest = useRef({ value, onChange, stop })
  /** The rendered value and the emitted ones that the host hasn't rendered yet. */
  const emitted = useRef<readonly (string | null)[]>([value])
  const restorable = useRef<string | null>(undefined)

  useEffect(() => {
    latest.current = { value, onChange, stop }
  })
  useEffect(() => {
    const index = emitted.current.lastIndexOf(value)
    emitted.current = index === -1 ? [value] : emitted.current.slice(index)
    if (index !== -1) return
    restorable.current = undefined
    latest.current.stop()
  }, [value])
  useEffect(() => () => latest.current.stop(), [])

  function emit(next: string | null, ...error: [string?]): void {
    if (error.length === 0) restorable.current = undefined
    emitted.current = [...emitted.current, next]
    latest.current.onChange(next, ...error)
  }
  return {
    emit,
    /** Sets the file's name as a value with an error, and returns the value before. */
    block: (file: File, error: string): string | null => {
      if (restorable.current === undefined) restorable.current = latest.current.value
      emit(file.name || file.type, error)
      return restorable.current
    },
    /** Restores the value before `block`. */
    restore: (): void => {
      if (restorable.current !== undefined) emit(restorable.current)
    },
  }
}

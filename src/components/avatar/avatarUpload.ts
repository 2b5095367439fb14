import {
  checkAvatarFile,
  type AvatarFileProblem,
  type AvatarRules,
} from '../../core/user/avatarFile.js'
import { checkAvatarUrl, type AvatarUrlProblem } from '../../core/user/avatarUrl.js'
import type { ValueProps } from '../fields/controlProps.js'

/** Sends a file to where the host keeps pictures, and gives the https address that it has there. */
export type AvatarUploader = (
  file: File,
  options: {
    readonly signal: AbortSignal
    /** From 0 to 1; without it the progress is shown as unknown. */
    readonly onProgress: (fraction: number) => void
  },
) => Promise<{ readonly url: string }>

export type AvatarUploadState =
  | { readonly status: 'idle'; readonly ended?: 'canceled' | 'removed' }
  | { readonly status: 'refused'; readonly problem: AvatarFileProblem }
  | {
      readonly status: 'cropping'
      readonly file: File
      /** What is shown until then. */
      readonly before: string | null
    }
  | {
      readonly status: 'uploading'
      readonly file: File
      /** Where this page has it. */
      readonly preview: string
      readonly fraction: number | undefined
    }
  | {
      readonly status: 'failed'
      readonly file: File
      /** What is wrong with the address that the host gave. */
      readonly problem: AvatarUrlProblem | undefined
    }
  | {
      readonly status: 'done'
      readonly preview: string
      readonly url: string
      /** The draft until the editor has taken the address. */
      readonly name: string
    }

export interface AvatarUploadSettings extends ValueProps<string> {
  readonly upload: AvatarUploader
  readonly rules: AvatarRules
  readonly hasCropper: boolean
  readonly stillUploading: string
  readonly stillCropping: string
}

const idle: AvatarUploadState = { status: 'idle' }

const nameOf = (file: File) => file.name || file.type

/**
 * One picture at a time on its way: another one, a cancel, a removal and a value from elsewhere end the one before, whose late
 * answer counts for nothing. Until a picture has arrived, the draft is its file name with the reason why that cannot be saved.
 */
export function createAvatarUpload() {
  const listeners = new Set<() => void>()
  let settings: AvatarUploadSettings | undefined
  let state = idle
  let work = new AbortController()
  /** What the draft goes back to while it is a file name. */
  let before: { readonly value: string | null } | undefined
  /** What the host may not have shown yet, oldest first. */
  let given: readonly (string | null)[] = []

  function show(next: AvatarUploadState): void {
    const kept = 'preview' in next ? next.preview : undefined
    if ('preview' in state && state.preview !== kept) URL.revokeObjectURL(state.preview)
    if (state === next) return
    state = next
    for (const listener of listeners) listener()
  }

  function give(value: string | null, problem?: string): void {
    given = [...given, value]
    if (problem === undefined) settings?.onChange(value)
    else settings?.onChange(value, problem)
  }

  function hold(file: File, problem: string): void {
    before ??= { value: settings?.value ?? null }
    give(nameOf(file), problem)
  }

  function release(): void {
    if (before) give(before.value)
    before = undefined
  }

  /** Ends what went before. */
  function start(): AbortSignal {
    work.abort()
    work = new AbortController()
    return work.signal
  }

  function end(next: AvatarUploadState): void {
    start()
    release()
    show(next)
  }

  async function choose(file: File, isCropped = false): Promise<void> {
    if (!settings) return
    const { rules, hasCropper, stillCropping } = settings
    const signal = start()
    const problem = await checkAvatarFile(file, rules)
    if (signal.aborted) return
    if (problem) end({ status: 'refused', problem })
    else if (isCropped || !hasCropper) await send(file)
    else {
      hold(file, stillCropping)
      show({ status: 'cropping', file, before: before?.value ?? null })
    }
  }

  async function send(file: File): Promise<void> {
    if (!settings) return
    const { upload, stillUploading } = settings
    const signal = start()
    const preview = URL.createObjectURL(file)
    hold(file, stillUploading)
    show({ status: 'uploading', file, preview, fraction: undefined })
    function onProgress(fraction: number): void {
      if (signal.aborted || state.status !== 'uploading' || !(fraction >= 0)) return
      show({ ...state, fraction: Math.min(fraction, 1) })
    }
    let checked: ReturnType<typeof checkAvatarUrl> | undefined
    try {
      const answer = await upload(file, { signal, onProgress })
      checked = checkAvatarUrl(answer.url)
    } catch {
      checked = undefined
    }
    if (signal.aborted) return
    if (checked && 'url' in checked) {
      before = undefined
      give(checked.url)
      show({ status: 'done', preview, url: checked.url, name: nameOf(file) })
    } else end({ status: 'failed', file, problem: checked?.problem })
  }

  return {
    choose: (file: File) => choose(file),
    /** Whether this picture is being cut. A cropper that is gone may answer late, and then counts for nothing. */
    isCropping: ({ name, size, lastModified }: File) =>
      state.status === 'cropping' &&
      state.file.name === name &&
      state.file.size === size &&
      state.file.lastModified === lastModified,
    crop: (file: File) => choose(file, true),
    leaveCropper: () => end(idle),
    cancel: () => end({ status: 'idle', ended: 'canceled' }),
    retry: async () => {
      if (state.status === 'failed') await send(state.file)
    },
    remove: () => {
      start()
      before = undefined
      give(null)
      show({ status: 'idle', ended: 'removed' })
    },
    configure: (next: AvatarUploadSettings) => {
      settings = next
    },
    /** A value that was not given from here, as after Discard, is the only one that counts. */
    follow: (value: string | null) => {
      const at = given.lastIndexOf(value)
      given = at === -1 ? [] : given.slice(at)
      if (at !== -1) return
      start()
      before = undefined
      show(idle)
    },
    dispose: () => end(idle),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    snapshot: () => state,
  }
}

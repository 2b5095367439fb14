'use client'
import {
  useImperativeHandle,
  useRef,
  type ClipboardEvent,
  type DragEvent,
  type JSX,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react'
import type { AvatarMessages } from '../../core/messages/avatarMessages.js'
import {
  getAvatarRules,
  getTypeNames,
  toFileSize,
  type AvatarLimits,
} from '../../core/user/avatarFile.js'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { formatNumber } from '../../core/numberFormat.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { joinIds, type ControlProps, type ValueProps } from '../fields/controlProps.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'
import { AvatarPicture, type AvatarUser } from './AvatarPicture.js'
import { useAvatarUpload, type AvatarUploader, type AvatarUploadState } from './useAvatarUpload.js'

/** The props of `AvatarUploadControl`. */
export interface AvatarUploadControlProps extends ControlProps, ValueProps<string> {
  /** The user whose initials are shown without a picture. */
  readonly user?: AvatarUser | null | undefined
  /** Uploads the chosen file. */
  readonly upload: AvatarUploader
  /** The largest size and the media types. @default PNG, JPEG, WebP and GIF up to 10 MB */
  readonly limits?: AvatarLimits | undefined
  /** Renders a cropper for the chosen file before it is uploaded. */
  readonly renderCropper?: ((props: AvatarCropperProps) => ReactNode) | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/** What `renderCropper` receives. */
export interface AvatarCropperProps {
  /** The file to crop. */
  readonly file: File
  /** Uploads the cropped file. */
  readonly onCropped: (file: File) => void
  /** Closes the cropper and keeps the previous picture. */
  readonly onCancel: () => void
}

/**
 * Renders a `<div>` with a file input, which uploads a picture. A file can also be dropped or pasted. The preview is a `blob:` address,
 * which a Content-Security-Policy must allow in `img-src`.
 */
export function AvatarUploadControl(props: AvatarUploadControlProps): JSX.Element {
  const { value, onChange, user, upload, limits, renderCropper, ...others } = props
  const { inputRef, ...control } = others
  const { id, disabled } = control
  const { avatar: t } = useMessages()
  const locale = useLocale()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(inputRef, () => input.current as HTMLInputElement, [])
  const rules = getAvatarRules(limits)
  const hasCropper = renderCropper !== undefined
  const avatar = useAvatarUpload({ value, onChange, upload, rules, hasCropper })
  const { state } = avatar

  function chooseFrom(event: DragEvent | ClipboardEvent, { files }: DataTransfer): void {
    const [file] = files
    if (!file) return
    event.preventDefault()
    if (!disabled) avatar.choose(file)
  }

  /** Runs an action whose button or cropper is then removed, and moves the focus to the file input first. */
  function run(action: () => void): void {
    input.current?.focus()
    action()
  }

  const size = toFileSize(rules.maxBytes)
  const maxSize = t.size[size.unit](formatNumber(locale, size.count))
  const kinds = t.kinds(getTypeNames(rules))
  const error = errorText(t, state, kinds, maxSize)
  const saved = checkAvatarUrl((state.status === 'cropping' ? state.savedValue : value) ?? '')
  const savedUrl = 'url' in saved ? saved.url : undefined
  const isBusy = state.status === 'uploading' || state.status === 'cropping'
  const button = { fallback: input, disabled }

  return (
    <div
      className="ik-avatar-input"
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault()
      }}
      onDrop={(event) => chooseFrom(event, event.dataTransfer)}
      onPaste={(event) => chooseFrom(event, event.clipboardData)}
    >
      <AvatarPicture user={user} src={'preview' in state ? state.preview : savedUrl} />
      <div className="ik-avatar-input-body">
        <p className="ik-avatar-input-hint" id={`${id}-limits`}>
          {t.limits(kinds, maxSize)}
        </p>
        <div className="ik-avatar-input-actions">
          <input
            {...control}
            ref={input}
            className="ik-avatar-input-file"
            type="file"
            accept={rules.types.join()}
            aria-describedby={joinIds(
              `${id}-limits`,
              error && `${id}-note`,
              control['aria-describedby'],
            )}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0]
              // An empty input reports the same file when it is chosen again.
              currentTarget.value = ''
              if (file) avatar.choose(file)
            }}
          />
          <label className="ik-button ik-avatar-input-action" htmlFor={id}>
            {t.choose}
          </label>
          {state.status === 'uploading' && (
            <ActionButton {...button} onClick={() => run(avatar.cancel)}>
              {t.cancel}
            </ActionButton>
          )}
          {state.status === 'failed' && (
            <ActionButton {...button} onClick={() => run(() => avatar.retry(state.file))}>
              {t.uploadAgain}
            </ActionButton>
          )}
          {value !== null && !isBusy && (
            <ActionButton {...button} onClick={() => run(avatar.remove)}>
              {t.remove}
            </ActionButton>
          )}
        </div>
        {state.status === 'uploading' && (
          <span className="ik-avatar-input-progress">
            <span id={`${id}-progress`}>{t.uploading}</span>
            <progress
              className="ik-avatar-input-bar"
              max={1}
              value={state.fraction}
              aria-labelledby={`${id}-progress`}
            />
          </span>
        )}
        <p
          className={error ? 'ik-avatar-input-error' : 'ik-visually-hidden'}
          id={`${id}-note`}
          role="status"
        >
          {error ?? statusText(t, state)}
        </p>
      </div>
      {state.status === 'cropping' && renderCropper && (
        <Cropper
          key={`${state.file.name} ${state.file.lastModified}`}
          render={renderCropper}
          file={state.file}
          onCropped={(file) => {
            if (!state.signal.aborted) run(() => avatar.crop(file))
          }}
          onCancel={() => {
            if (!state.signal.aborted) run(avatar.closeCropper)
          }}
        />
      )}
    </div>
  )
}

function errorText(
  t: AvatarMessages,
  state: AvatarUploadState,
  kinds: string,
  maxSize: string,
): string | undefined {
  if (state.status === 'refused') return t.files[state.error](kinds, maxSize)
  if (state.status !== 'failed') return undefined
  return state.urlError ? t.badAnswer(t[state.urlError]) : t.notUploaded
}

function statusText(t: AvatarMessages, { status }: AvatarUploadState): string | undefined {
  return status === 'uploaded' || status === 'canceled' || status === 'removed'
    ? t[status]
    : undefined
}

interface CropperProps extends AvatarCropperProps {
  readonly render: (props: AvatarCropperProps) => ReactNode
}

/** Lets the host's `renderCropper` use hooks. */
function Cropper({ render, ...props }: CropperProps): JSX.Element {
  return <div className="ik-avatar-input-cropper">{render(props)}</div>
}

interface ActionButtonProps {
  /** The element that gets the focus when the button is removed while it has it. */
  readonly fallback: RefObject<HTMLElement | null>
  readonly disabled: boolean | undefined
  readonly onClick: () => void
  readonly children: ReactNode
}

function ActionButton({ fallback, ...props }: ActionButtonProps): JSX.Element {
  const ref = useFocusFallback<HTMLButtonElement>(() => fallback.current)
  return <button {...props} ref={ref} type="button" className="ik-button ik-avatar-input-action" />
}

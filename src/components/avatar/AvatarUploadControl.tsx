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
  type SyntheticEvent,
} from 'react'
import type { AvatarMessages } from '../../core/messages/avatarMessages.js'
import { getAvatarRules, type AvatarLimits } from '../../core/user/avatarLimits.js'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useAvatarMessages } from '../../react/messages/useAvatarMessages.js'
import { joinIds, type ControlProps, type ValueProps } from '../fields/controlProps.js'
import { Button } from '../ui/Button.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'
import { AvatarPicture, type AvatarUser } from './AvatarPicture.js'
import { getLimitTexts } from './getLimitTexts.js'
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
  /** The file that was chosen before the control was loaded. */
  readonly start?: File | undefined
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
  const { value, onChange, user, upload, limits, renderCropper, inputRef, ...others } = props
  const { start, ...control } = others
  const { id, disabled } = control
  const { avatar: t } = useAvatarMessages()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(inputRef, () => input.current as HTMLInputElement, [])
  const rules = getAvatarRules(limits)
  const [kinds, maxSize] = getLimitTexts(t, rules, useLocale())
  const { state, choose, cancel, remove } = useAvatarUpload({
    value,
    onChange,
    upload,
    start,
    rules,
    hasCropper: renderCropper !== undefined,
    getFileError: ({ error, found = '' }) => t.files[error](kinds, maxSize, found),
  })
  const { status, cropping, error } = state
  const saved = checkAvatarUrl((cropping ? cropping.savedValue : value) ?? '')
  const ids = { limits: `${id}-limits`, note: `${id}-note` }
  const button = { fallback: input, disabled }

  return (
    <div className="ik-avatar-input" {...getDropHandlers((file) => disabled || choose(file))}>
      <AvatarPicture user={user} src={state.preview ?? ('url' in saved ? saved.url : undefined)} />
      <div className="ik-avatar-input-actions">
        <input
          aria-label={t.chooseName}
          {...control}
          ref={input}
          className="ik-avatar-input-file"
          type="file"
          accept={rules.types.join()}
          aria-describedby={joinIds(ids.limits, error && ids.note, control['aria-describedby'])}
          // Opening the file dialog must not show the error of a running upload.
          onBlur={(event) => event.stopPropagation()}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0]
            // An empty input reports the same file when it is chosen again.
            currentTarget.value = ''
            if (file) choose(file)
          }}
        />
        <label className="ik-button ik-avatar-input-choose" htmlFor={id}>
          <span className="ik-button-label">{t.choose}</span>
        </label>
        {status === 'uploading' && <ActionButton {...button} onClick={cancel} text={t.cancel} />}
        {state.retry && <ActionButton {...button} onClick={state.retry} text={t.uploadAgain} />}
        {value !== null && status !== 'uploading' && !cropping && (
          <ActionButton {...button} onClick={remove} text={t.remove} name={t.removeName} />
        )}
      </div>
      <p className="ik-avatar-input-hint" id={ids.limits}>
        {t.limits(kinds, maxSize)}
      </p>
      {status === 'uploading' && (
        <span className="ik-avatar-input-progress">
          <span aria-hidden="true">{t.uploading}</span>
          <progress
            className="ik-avatar-input-bar"
            value={state.fraction}
            aria-label={t.uploading}
          />
        </span>
      )}
      <p
        className={error ? 'ik-avatar-input-error' : 'ik-visually-hidden'}
        id={ids.note}
        role="status"
      >
        {error ?? getStatusText(t, status)}
      </p>
      {cropping && renderCropper && (
        <Cropper
          key={`${cropping.file.name} ${cropping.file.lastModified}`}
          render={renderCropper}
          fallback={input}
          {...cropping}
        />
      )}
    </div>
  )
}

function getStatusText(t: AvatarMessages, status: AvatarUploadState['status']) {
  return status === 'uploaded' || status === 'canceled' || status === 'removed' ? t[status] : ''
}

/** Returns the handlers of an element on which files can be dropped or pasted. */
function getDropHandlers(choose: (file: File) => unknown) {
  function chooseFrom(event: SyntheticEvent, { files }: DataTransfer): void {
    const [file] = files
    if (!file) return
    event.preventDefault()
    choose(file)
  }
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault()
    },
    onDrop: (event: DragEvent) => chooseFrom(event, event.dataTransfer),
    onPaste: (event: ClipboardEvent) => chooseFrom(event, event.clipboardData),
  }
}

interface FocusFallbackProps {
  /** The element that gets the focus when the component is removed while it has it. */
  readonly fallback: RefObject<HTMLElement | null>
}

interface CropperProps extends AvatarCropperProps, FocusFallbackProps {
  readonly render: (props: AvatarCropperProps) => ReactNode
}

/** Lets the host's `renderCropper` use hooks. */
function Cropper({ render, fallback, file, onCropped, onCancel }: CropperProps): JSX.Element {
  const ref = useFocusFallback<HTMLDivElement>(() => fallback.current)
  return (
    <div className="ik-avatar-input-cropper" ref={ref}>
      {render({ file, onCropped, onCancel })}
    </div>
  )
}

interface ActionButtonProps extends FocusFallbackProps {
  readonly disabled: boolean | undefined
  readonly onClick: () => void
  readonly text: string
  /** The accessible name. @default the text */
  readonly name?: string
}

function ActionButton({ fallback, text, name, ...props }: ActionButtonProps): JSX.Element {
  const ref = useFocusFallback<HTMLButtonElement>(() => fallback.current)
  return (
    <Button {...props} ref={ref} className="ik-button-quiet" aria-label={name}>
      {text}
    </Button>
  )
}

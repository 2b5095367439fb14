'use client'
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type JSX,
  type ReactNode,
  type RefObject,
} from 'react'
import type { AvatarMessages } from '../../core/messages/avatarMessages.js'
import { avatarRules, kindNames, sizeOf, type AvatarLimits } from '../../core/user/avatarFile.js'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { formatNumber } from '../../core/numberFormat.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { AvatarPicture, type AvatarUser } from './AvatarPicture.js'
import { createAvatarUpload, type AvatarUploader, type AvatarUploadState } from './avatarUpload.js'
import type { ControlProps, ValueProps } from '../fields/controlProps.js'
import { useFileDrop } from './useFileDrop.js'

export interface AvatarUploadInputProps extends ControlProps, ValueProps<string> {
  /** Whose initials stand where there is no picture. */
  readonly user?: AvatarUser | null | undefined
  readonly upload: AvatarUploader
  readonly limits?: AvatarLimits | undefined
  /** Shows the file that was chosen, for a part of it to be taken, before it is sent. */
  readonly renderCropper?: ((props: AvatarCropperProps) => ReactNode) | undefined
}

export interface AvatarCropperProps {
  readonly file: File
  readonly onCropped: (file: File) => void
  readonly onCancel: () => void
}

/**
 * Sends a picture to where the host keeps pictures; its value is the address that it has there. A file can also be dropped or
 * pasted. The preview is a `blob:` address, which a Content-Security-Policy must allow in `img-src`. Renders a `<div>`.
 */
export function AvatarUploadInput(props: AvatarUploadInputProps): JSX.Element {
  const { value, onChange, user, upload, limits, renderCropper, ...control } = props
  const { id, disabled } = control
  const { avatar: t } = useMessages()
  const locale = useLocale()
  const [work] = useState(createAvatarUpload)
  const state = useSyncExternalStore(work.subscribe, work.snapshot, work.snapshot)
  const root = useRef<HTMLDivElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const rules = avatarRules(limits)
  const size = sizeOf(rules.maxBytes)
  const most = t.size[size.unit](formatNumber(locale, size.count))
  const kinds = t.kinds(kindNames(rules))

  useEffect(() => {
    const { stillUploading, stillCropping } = t
    const hasCropper = renderCropper !== undefined
    work.configure({ value, onChange, upload, rules, hasCropper, stillUploading, stillCropping })
  })
  useEffect(() => work.follow(value), [work, value])
  useEffect(() => () => work.dispose(), [work])
  useFileDrop(root, (file) => {
    if (!disabled) void work.choose(file)
  })

  /** What is pressed goes away; the keyboard must not fall out of the page with it. */
  function leave(act: () => unknown): void {
    chooser.current?.focus()
    void act()
  }

  // React 18 renders this state before the editor's value that came with it.
  const isOwn = state.status === 'done' && (state.url === value || state.name === value)
  const preview = state.status === 'uploading' || isOwn ? state.preview : undefined
  const stored = checkAvatarUrl((state.status === 'cropping' ? state.before : value) ?? '')
  const src = preview ?? ('url' in stored ? stored.url : undefined)
  const isBusy = state.status === 'uploading' || state.status === 'cropping'
  const problem = problemText(t, state, kinds, most)
  const ended = state.status === 'idle' && state.ended ? t[state.ended] : undefined
  const descriptions = [`${id}-limits`, problem && `${id}-note`, control['aria-describedby']]

  return (
    <div ref={root} className="ik-avatar-input">
      <AvatarPicture user={user} src={src} />
      <div className="ik-avatar-input-body">
        <p className="ik-avatar-input-hint" id={`${id}-limits`}>
          {t.limits(kinds, most)}
        </p>
        <div className="ik-avatar-input-actions">
          <input
            {...control}
            ref={chooser}
            className="ik-avatar-input-file"
            type="file"
            accept={rules.types.join()}
            aria-describedby={descriptions.filter(Boolean).join(' ')}
            onChange={({ currentTarget }) => {
              const [file] = Array.from(currentTarget.files ?? [])
              // So that the same file can be chosen again.
              currentTarget.value = ''
              if (file) void work.choose(file)
            }}
          />
          <label className="ik-button ik-avatar-input-action" htmlFor={id}>
            {t.choose}
          </label>
          {state.status === 'uploading' && (
            <Leaving heir={chooser} disabled={disabled} onPress={() => leave(work.cancel)}>
              {t.cancel}
            </Leaving>
          )}
          {state.status === 'failed' && (
            <Leaving heir={chooser} disabled={disabled} onPress={() => leave(work.retry)}>
              {t.uploadAgain}
            </Leaving>
          )}
          {value !== null && !isBusy && (
            <Leaving heir={chooser} disabled={disabled} onPress={() => leave(work.remove)}>
              {t.remove}
            </Leaving>
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
          className={problem ? 'ik-avatar-input-problem' : 'ik-visually-hidden'}
          id={`${id}-note`}
          role="status"
        >
          {problem ?? ended ?? (state.status === 'done' && t.uploaded)}
        </p>
      </div>
      {state.status === 'cropping' && renderCropper && (
        <Cropper
          key={`${state.file.name} ${state.file.size} ${state.file.lastModified}`}
          render={renderCropper}
          file={state.file}
          onCropped={(file) => {
            if (work.isCropping(state.file)) leave(() => work.crop(file))
          }}
          onCancel={() => {
            if (work.isCropping(state.file)) leave(work.leaveCropper)
          }}
        />
      )}
    </div>
  )
}

function problemText(
  t: AvatarMessages,
  state: AvatarUploadState,
  kinds: string,
  most: string,
): string | undefined {
  if (state.status === 'refused') return t.files[state.problem](kinds, most)
  if (state.status !== 'failed') return undefined
  return state.problem ? t.badAnswer(t[state.problem]) : t.notUploaded
}

interface CropperProps extends AvatarCropperProps {
  readonly render: (props: AvatarCropperProps) => ReactNode
}

function Cropper({ render, ...props }: CropperProps): JSX.Element {
  return <div className="ik-avatar-input-cropper">{render(props)}</div>
}

interface LeavingProps {
  readonly heir: RefObject<HTMLElement | null>
  readonly disabled: boolean | undefined
  readonly onPress: () => void
  readonly children: ReactNode
}

/** A button that may go away by itself while the keyboard is on it, which then goes to its heir. */
function Leaving({ heir, disabled, onPress, children }: LeavingProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null)
  const ref = useCallback(
    (next: HTMLButtonElement | null) => {
      if (!next && document.activeElement === button.current) heir.current?.focus()
      button.current = next
    },
    [heir],
  )
  return (
    <button
      ref={ref}
      type="button"
      className="ik-button ik-avatar-input-action"
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  )
}

'use client'
import {
  useEffect,
  useId,
  useRef,
  useState,
  type JSX,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { isConfirmed } from '../../core/user/confirmation.js'
import type { IdentikitError, IdentikitErrorCode } from '../../core/errors.js'
import { errorText } from '../../core/messages/sharedMessages.js'
import type { Deletion, DeletionStatus } from '../../react/user/deletion.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { Field } from '../fields/Field.js'

export interface DeleteAccountDialogProps {
  /** What has to be typed. */
  readonly wanted: string
  readonly description: ReactNode
  readonly deletion: Deletion
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks for a word before the account is deleted, and says how that is doing. Renders a modal `<dialog>`. */
export function DeleteAccountDialog(props: DeleteAccountDialogProps): JSX.Element {
  const { wanted, description, deletion, onConfirm, onClose } = props
  const { status, error, isAccountDeleted } = deletion
  const messages = useMessages()
  const { account: t } = messages
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const news = useRef<HTMLDivElement>(null)
  const isPressed = useRef(false)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [hasTried, setHasTried] = useState(false)
  const isBusy = status === 'deleting'
  const hasFailed = status === 'failed' && hasTried

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  useEffect(() => {
    // The field or the button is gone; the keyboard must not fall out of the dialog with it, nor meet a button that nobody aimed at.
    if (isAccountDeleted && !dialog.current?.contains(document.activeElement)) news.current?.focus()
  })

  function leave(): void {
    if (!isBusy) onClose()
  }

  function confirm(): void {
    if (isBusy) return
    if (!isAccountDeleted && !isConfirmed(typed, wanted)) {
      setProblem((typed.trim() ? t.confirmWrong : t.confirmMissing)(wanted))
      input.current?.focus()
      return
    }
    setHasTried(true)
    onConfirm()
  }

  function onKeyDown(event: KeyboardEvent<HTMLDialogElement>): void {
    // A key that is still held would press the button under it again and again.
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    // The browser would close it a second time round whatever is under way, and the host what is around it.
    event.preventDefault()
    event.stopPropagation()
    leave()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the backdrop is the dialog's own; Escape does the same
    <dialog
      ref={dialog}
      className="ik-delete-account-dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={isAccountDeleted ? `${id}-news` : `${id}-what`}
      aria-busy={isBusy}
      onKeyDown={onKeyDown}
      onPointerDown={({ target, currentTarget }) => (isPressed.current = target === currentTarget)}
      onClick={({ target, currentTarget, detail }) => {
        // Not for somebody who selected text and let go outside, nor by the second click of a double click that opened it.
        if (isPressed.current && target === currentTarget && detail < 2) leave()
      }}
      onCancel={(event) => {
        event.preventDefault()
        leave()
      }}
      onClose={({ currentTarget }) => {
        if (currentTarget.open) return
        if (isBusy) currentTarget.showModal()
        else onClose()
      }}
    >
      <div className="ik-delete-account-content">
        <h2 className="ik-delete-account-title" id={`${id}-title`}>
          {isAccountDeleted ? t.deleteTitle : t.dialogTitle}
        </h2>
        {!isAccountDeleted && (
          <div className="ik-delete-account-text" id={`${id}-what`}>
            {description}
          </div>
        )}
        {!isAccountDeleted && (
          <Field label={t.confirmLabel(wanted)} required error={problem}>
            {(control) => (
              <input
                {...control}
                ref={input}
                type="text"
                className="ik-input"
                autoComplete="off"
                autoCapitalize="none"
                autoCorrect="off"
                spellCheck={false}
                dir="auto"
                enterKeyHint="done"
                form="ik-no-form"
                readOnly={isBusy}
                value={typed}
                onChange={({ currentTarget }) => {
                  setTyped(currentTarget.value)
                  setProblem(undefined)
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                  event.preventDefault()
                  // Who still holds the key that opened the dialog means nothing here.
                  if (!event.repeat) confirm()
                }}
              />
            )}
          </Field>
        )}
        <div
          className="ik-delete-account-news"
          id={`${id}-news`}
          role="status"
          ref={news}
          tabIndex={-1}
        >
          {isAccountDeleted && <span>{t.partlyDeleted}</span>}
          {isBusy && (
            <span className="ik-delete-account-busy">
              {isAccountDeleted ? t.removingRest : t.deleting}
            </span>
          )}
          {hasFailed && <span className="ik-delete-account-failure">{t.notDeleted}</span>}
          {error && (hasFailed || isWorthRetry(status, error)) && (
            <span className="ik-delete-account-failure">{errorText(messages, error)}</span>
          )}
          {problem && <span className="ik-visually-hidden">{problem}</span>}
        </div>
        <div className="ik-delete-account-actions">
          <button
            type="button"
            className="ik-button"
            aria-disabled={isBusy || undefined}
            onClick={leave}
          >
            {isAccountDeleted ? t.close : t.cancel}
          </button>
          {(isBusy || !isAccountDeleted || isWorthRetry(status, error)) && (
            <button
              type="button"
              className="ik-button ik-button-danger"
              aria-disabled={isBusy || undefined}
              onClick={confirm}
            >
              {hasFailed || isAccountDeleted ? messages.retry : t.confirm}
            </button>
          )}
        </div>
      </div>
    </dialog>
  )
}

const passing: readonly IdentikitErrorCode[] = [
  'network',
  'timeout',
  'service',
  'rate-limited',
  'bad-answer',
  'conflict',
]

/** Whether asking the service again may remove what is left: not where the session ended with the account, nor where it cannot archive. */
export function isWorthRetry(status: DeletionStatus, error: IdentikitError | undefined): boolean {
  return status === 'partial' && error !== undefined && passing.includes(error.code)
}

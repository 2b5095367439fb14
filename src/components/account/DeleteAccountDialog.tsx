'use client'
import {
  useEffect,
  useId,
  useRef,
  useState,
  type DialogHTMLAttributes,
  type JSX,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { isConfirmed } from '../../core/user/typedConfirmation.js'
import type { IdentikitError, IdentikitErrorCode } from '../../core/errors.js'
import type { Deletion, DeletionStatus } from '../../react/user/deletion.js'
import { useAccountMessages } from '../../react/messages/useAccountMessages.js'
import { Field } from '../fields/Field.js'
import { Button } from '../ui/Button.js'
import { getErrorText } from '../../core/messages/saveMessages.js'
import { isBlank } from '../../core/text.js'

/** The props of `DeleteAccountDialog`. */
export interface DeleteAccountDialogProps {
  /** The text that the person must type. */
  readonly confirmText: string
  readonly description: ReactNode
  readonly deletion: Deletion
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Renders a modal `<dialog>` that asks for a text before the account is deleted and shows the status of the deletion. */
export function DeleteAccountDialog(props: DeleteAccountDialogProps): JSX.Element {
  const { confirmText, description, deletion, onClose } = props
  const { status, error, isAccountDeleted } = deletion
  const messages = useAccountMessages()
  const { account: t } = messages
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const statusRegion = useRef<HTMLDivElement>(null)
  const { typed, type, inputError, confirm, wasConfirmed } = useConfirmation(props, input)
  const isBusy = status === 'deleting'
  const hasFailed = status === 'failed' && wasConfirmed
  const canRetry = canRetryDeletion(status, error)

  const { dialog, close, ...modal } = useModal(isBusy, onClose)

  useEffect(() => {
    // The focused input or button was removed.
    if (isAccountDeleted && !dialog.current?.matches(':focus-within')) statusRegion.current?.focus()
  })

  return (
    <dialog
      {...modal}
      ref={dialog}
      className="ik-delete-account-dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={isAccountDeleted ? `${id}-status` : `${id}-description`}
    >
      <div className="ik-delete-account-content">
        <h2 className="ik-delete-account-title" id={`${id}-title`} dir="auto">
          {isAccountDeleted ? t.deleted : t.dialogTitle}
        </h2>
        {!isAccountDeleted && (
          <>
            <div className="ik-delete-account-text" id={`${id}-description`} dir="auto">
              {description}
            </div>
            <ConfirmField
              label={<ConfirmLabel text={t.confirmLabel(confirmText)} wanted={confirmText} />}
              error={inputError}
              inputRef={input}
              readOnly={isBusy}
              value={typed}
              onChange={type}
              onEnter={confirm}
            />
          </>
        )}
        <div
          className="ik-delete-account-status"
          id={`${id}-status`}
          role="status"
          ref={statusRegion}
          tabIndex={-1}
        >
          <StatusTexts deletion={deletion} hasFailed={hasFailed} />
          {inputError && <span className="ik-visually-hidden">{inputError}</span>}
        </div>
        <div className="ik-delete-account-actions">
          <Button aria-disabled={isBusy || undefined} onClick={close}>
            {isAccountDeleted ? t.close : t.cancel}
          </Button>
          {(isBusy || !isAccountDeleted || canRetry) && (
            <Button
              className="ik-button-danger"
              aria-disabled={isBusy || undefined}
              onClick={confirm}
            >
              {hasFailed || isAccountDeleted ? messages.retry : t.confirm}
            </Button>
          )}
        </div>
      </div>
    </dialog>
  )
}

/** Returns the typed text, its error, and a function that deletes the account once the text is right. */
function useConfirmation(
  { confirmText, deletion, onConfirm }: DeleteAccountDialogProps,
  input: RefObject<HTMLInputElement | null>,
) {
  const { account: t } = useAccountMessages()
  const [typed, setTyped] = useState('')
  const [inputError, setInputError] = useState<string>()
  const [wasConfirmed, setWasConfirmed] = useState(false)
  function type(text: string): void {
    setTyped(text)
    setInputError(undefined)
  }
  function confirm(): void {
    if (deletion.status === 'deleting') return
    if (deletion.isAccountDeleted || isConfirmed(typed, confirmText)) {
      setWasConfirmed(true)
      onConfirm()
    } else {
      setInputError((isBlank(typed) ? t.confirmMissing : t.confirmWrong)(confirmText))
      input.current?.focus()
    }
  }
  return { typed, type, inputError, confirm, wasConfirmed }
}

/** Opens a modal `<dialog>` on mount and returns its props. Escape and a press on the backdrop close it, unless it is busy. */
function useModal(isBusy: boolean, onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  const close = () => void (isBusy || onClose())
  const props: DialogHTMLAttributes<HTMLDialogElement> = {
    'aria-busy': isBusy,
    closedby: isBusy ? 'none' : 'closerequest',
    onKeyDown: (event) => {
      ignoreHeldEnter(event)
      // Escape must not close the host's dialog or menu around this one.
      if (event.key === 'Escape') event.stopPropagation()
    },
    onMouseDown: (event) => {
      // `detail` is 2 for the second press of a double click that opened the dialog.
      if (event.target !== event.currentTarget || event.detail > 1) return
      event.preventDefault()
      close()
    },
    onCancel: (event) => {
      event.preventDefault()
      close()
    },
    onClose: ({ currentTarget }) => {
      if (currentTarget.open) return
      if (isBusy) currentTarget.showModal()
      else onClose()
    },
  }
  return { ...props, dialog, close }
}

/** Keeps an Enter that is held after the focus moved from pressing the next button. */
export function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault()
}

interface StatusTextsProps {
  readonly deletion: Deletion
  readonly hasFailed: boolean
}

function StatusTexts({ deletion, hasFailed }: StatusTextsProps): JSX.Element {
  const { status, error, isAccountDeleted } = deletion
  const messages = useAccountMessages()
  const { account: t } = messages
  return (
    <>
      {isAccountDeleted && (
        <span className="ik-delete-account-text" dir="auto">
          {t.partlyDeleted}
        </span>
      )}
      {status === 'deleting' && (
        <span className="ik-delete-account-busy">
          {isAccountDeleted ? t.removingRest : t.deleting}
        </span>
      )}
      {hasFailed && <Failure text={t.notDeleted} />}
      {error && (hasFailed || canRetryDeletion(status, error)) && (
        <Failure text={getErrorText(messages, error)} />
      )}
    </>
  )
}

function Failure({ text }: { readonly text: string }): JSX.Element {
  return (
    <span className="ik-delete-account-failure" dir="auto">
      {text}
    </span>
  )
}

interface ConfirmLabelProps {
  readonly text: string
  readonly wanted: string
}

/** Renders the label of the confirmation field, with the text to type in bold. */
function ConfirmLabel({ text, wanted }: ConfirmLabelProps): JSX.Element {
  const start = text.indexOf(wanted)
  if (start < 0) return <span>{text}</span>
  return (
    <>
      <span>{text.slice(0, start)}</span>
      <bdi className="ik-delete-account-wanted">{wanted}</bdi>
      <span>{text.slice(start + wanted.length)}</span>
    </>
  )
}

interface ConfirmFieldProps {
  readonly label: JSX.Element
  readonly error: string | undefined
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly readOnly: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
}

function ConfirmField({ label, error, onEnter, inputRef, ...props }: ConfirmFieldProps) {
  return (
    <Field label={label} required error={error}>
      {(control) => (
        <input
          {...control}
          {...props}
          ref={inputRef}
          type="text"
          className="ik-input"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          dir="auto"
          enterKeyHint="done"
          form="ik-no-form"
          onChange={({ currentTarget }) => props.onChange(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            if (!event.repeat) onEnter()
          }}
        />
      )}
    </Field>
  )
}

const transientCodes: readonly IdentikitErrorCode[] = [
  'network',
  'timeout',
  'service',
  'rate-limited',
  'bad-answer',
  'conflict',
]

/** Returns whether a retry may remove the remaining data. It can't after the session ended with the account, or if the service can't archive. */
export function canRetryDeletion(
  status: DeletionStatus,
  error: IdentikitError | undefined,
): boolean {
  return status === 'partial' && error !== undefined && transientCodes.includes(error.code)
}

'use client'
import {
  forwardRef,
  useEffect,
  useId,
  useRef,
  useState,
  type ForwardedRef,
  type HTMLAttributes,
  type JSX,
  type ReactNode,
} from 'react'
import { useAccountMessages } from '../../react/messages/useAccountMessages.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { getDeletion } from '../../react/user/deletion.js'
import { useStores } from '../../react/store/stores.js'
import { useDeleteUser, type UseDeleteUserOptions } from '../../react/user/useDeleteUser.js'
import { useUser } from '../../react/user/useUser.js'
import { canRetryDeletion, DeleteAccountDialog, ignoreHeldEnter } from './DeleteAccountDialog.js'
import { Button } from '../ui/Button.js'
import { checkPath, warningPath } from '../ui/iconPaths.js'
import { useRootProps } from '../ui/partProps.js'
import { ReadOnlyNotice } from '../ui/ReadOnlyNotice.js'
import { StateView } from '../ui/StateView.js'
import { trimText } from '../../core/text.js'

/** The props of `DeleteAccount`. */
export interface DeleteAccountProps extends HTMLAttributes<HTMLElement>, UseDeleteUserOptions {
  /** The level of the heading. @default 2 */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined
  /** What the deletion does; shown on the page and in the dialog. */
  readonly description?: ReactNode
  /**
   * The text that the person must type to confirm.
   * @default their email, or a word of the messages for a user without an email
   */
  readonly confirmWith?: string | undefined
  /** Called once when the account is deleted and the dialog is closed. Sign the person out here. */
  readonly onDeleted?: (() => void) | undefined
}

/**
 * Renders a `<section>` with a button that opens a modal `<dialog>`, in which the person confirms that their account is deleted. `onDelete`
 * deletes the account at the host, then the user is deleted at the service if it can delete users (behind a handler with
 * `allow: ['users.delete']`). Children replace the description on the page.
 * @example
 * <DeleteAccount onDelete={() => api.deleteAccount()} onDeleted={() => signOut()} />
 * @selector [data-status="deleting"] [data-status="failed"] [data-status="partial"] [data-status="deleted"] the status of the deletion
 */
export const DeleteAccount = forwardRef<HTMLElement, DeleteAccountProps>(
  function DeleteAccount(props, ref): JSX.Element {
    const { userId } = useStores('DeleteAccount')
    // Resets the dialog when the user changes.
    return <Section key={userId} {...props} forwardedRef={ref} />
  },
)

interface SectionProps extends DeleteAccountProps {
  readonly forwardedRef: ForwardedRef<HTMLElement>
}

function Section({ forwardedRef, headingLevel = 2, ...props }: SectionProps): JSX.Element {
  const { description, children, confirmWith, onDelete, archive, onDeleted, ...rest } = props
  const { account: t, retry } = useAccountMessages()
  const { user } = useUser()
  const isReadOnly = useIsReadOnly()
  const { status: session, deletion, remove } = useDeleteUser({ onDelete, archive })
  const { status, isAccountDeleted, error } = deletion
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const notifyDeleted = useDeletedCallback(onDeleted)
  /** The text to type. It doesn't change while the dialog is open. */
  const [confirmText, setConfirmText] = useState<string>()
  const isOpen = confirmText !== undefined && status !== 'deleted'
  const isDone = isAccountDeleted && !isOpen
  const { button, outcome } = useFocusOnClose(isOpen)
  const Heading = `h${headingLevel}` as 'h2'
  const text = description ?? (children ? t.deleteIsFinal : t.deleteDescription)

  async function run(): Promise<void> {
    const result = await remove()
    // When the host unmounted the section meanwhile, there is no dialog to close.
    if (result.status === 'deleted' || !heading.current) notifyDeleted()
  }

  function open(): void {
    setConfirmText(trimText(confirmWith ?? '') || user?.email || t.confirmWord)
    if (isAccountDeleted) void run()
  }

  const opener = {
    ref: button,
    'aria-haspopup': 'dialog',
    onKeyDown: ignoreHeldEnter,
    onClick: open,
  } as const

  return (
    <section
      aria-labelledby={`${id}-title`}
      {...useRootProps('delete-account', rest)}
      ref={forwardedRef}
      data-status={status === 'idle' ? undefined : status}
    >
      <Heading
        className={isDone ? 'ik-visually-hidden' : 'ik-delete-account-title'}
        id={`${id}-title`}
        ref={heading}
      >
        {t.deleteTitle}
      </Heading>
      {session === 'signed-out' ? (
        <p className="ik-delete-account-text">{t.deleteSignedOut}</p>
      ) : isDone ? (
        <div
          role="group"
          className="ik-delete-account-outcome"
          aria-label={t.deleted}
          aria-describedby={status === 'deleted' ? undefined : `${id}-rest`}
          ref={outcome}
          tabIndex={-1}
        >
          <StateView
            icon={status === 'deleted' ? checkPath : warningPath}
            title={t.deleted}
            text={status !== 'deleted' && <span id={`${id}-rest`}>{t.partlyDeleted}</span>}
          >
            {canRetryDeletion(status, error) && (
              <Button aria-describedby={`${id}-rest`} {...opener}>
                {retry}
              </Button>
            )}
          </StateView>
        </div>
      ) : (
        <>
          {(Boolean(description) || !children) && (
            <div className="ik-delete-account-text" dir="auto">
              {text}
            </div>
          )}
          <div className="ik-contents">{children}</div>
          {isReadOnly ? (
            <ReadOnlyNotice />
          ) : (
            <Button className="ik-delete-account-open" {...opener}>
              {t.open}
            </Button>
          )}
        </>
      )}
      {isOpen && (
        <DeleteAccountDialog
          confirmText={confirmText}
          description={text}
          deletion={deletion}
          onConfirm={() => void run()}
          onClose={() => {
            setConfirmText(undefined)
            notifyDeleted()
          }}
        />
      )}
    </section>
  )
}

/** Returns a function that calls the latest `onDeleted` once per deletion. */
function useDeletedCallback(onDeleted: (() => void) | undefined): () => void {
  const { notifyHost } = getDeletion(useStores('DeleteAccount'))
  const latest = useRef(onDeleted)
  useEffect(() => {
    latest.current = onDeleted
  })
  return () => notifyHost(latest.current)
}

/** Focuses the button, or the outcome if there is no button, when the dialog closes. */
function useFocusOnClose(isOpen: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  const outcome = useRef<HTMLDivElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen) (button.current ?? outcome.current)?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return { button, outcome }
}

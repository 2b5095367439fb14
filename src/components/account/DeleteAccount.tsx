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
import { useMessages } from '../../react/environment/useMessages.js'
import { deletionOf } from '../../react/user/deletion.js'
import { useStores } from '../../react/store/stores.js'
import { useDeleteUser, type UseDeleteUserOptions } from '../../react/user/useDeleteUser.js'
import { useUser } from '../../react/user/useUser.js'
import { DeleteAccountDialog, isWorthRetry } from './DeleteAccountDialog.js'
import { partProps } from '../ui/partProps.js'

export interface DeleteAccountProps extends HTMLAttributes<HTMLElement>, UseDeleteUserOptions {
  /** The level of its title. @default 2 */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined
  /** What will happen; said on the page and in the dialog. */
  readonly description?: ReactNode
  /**
   * What the person has to type.
   * @default their email, or a word of the messages where it is not known
   */
  readonly confirmWith?: string | undefined
  /**
   * The account is deleted, and either all is removed or the person closed what says that some data is left: sign them out. Called once.
   */
  readonly onDeleted?: (() => void) | undefined
}

/**
 * Lets people delete their account, after they typed a word in a dialog: `onDelete` deletes it with the host, then the user is deleted at
 * the service, where that can delete (a handler serves it with `allow: ['users.delete']`); otherwise there is only `onDelete`. Renders
 * a `<section>` with a button, and while it is open a modal `<dialog>`; children say on the page what will happen.
 * @selector [data-status="deleting"] [data-status="failed"] [data-status="partly"] [data-status="deleted"] how it is doing
 */
export const DeleteAccount = forwardRef<HTMLElement, DeleteAccountProps>(
  function DeleteAccount(props, ref): JSX.Element {
    const { userId } = useStores('DeleteAccount')
    // What one person began is nothing of the next one's.
    return <Section key={userId} {...props} root={ref} />
  },
)

interface SectionProps extends DeleteAccountProps {
  readonly root: ForwardedRef<HTMLElement>
}

function Section({ root, headingLevel = 2, ...props }: SectionProps): JSX.Element {
  const { description, children, confirmWith, onDelete, archive, onDeleted, ...rest } = props
  const { account: t, retry } = useMessages()
  const { user } = useUser()
  const { tell: told } = deletionOf(useStores('DeleteAccount'))
  const { status: session, deletion, remove } = useDeleteUser({ onDelete, archive })
  const { status, isAccountDeleted, error } = deletion
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const outcome = useRef<HTMLParagraphElement>(null)
  /** What has to be typed; it stays the same while the dialog is open, whatever is read meanwhile. */
  const [wanted, setWanted] = useState<string>()
  const isOpen = wanted !== undefined && status !== 'deleted'
  /** Behind the dialog everything stays as it was. */
  const isOver = isAccountDeleted && !isOpen
  const Title = `h${headingLevel}` as 'h2'
  const what = description ?? (children ? t.deleteIsFinal : t.deleteDescription)

  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen) (opener.current ?? outcome.current)?.focus()
    wasOpen.current = isOpen
  }, [isOpen])

  const host = useRef(onDeleted)
  useEffect(() => {
    host.current = onDeleted
  })
  const isMounted = useRef(false)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  const tell = () => told(host.current)

  async function run(): Promise<void> {
    const { status: ended } = await remove()
    // Where the host took it away meanwhile, nobody can close it.
    if (ended === 'deleted' || !isMounted.current) tell()
  }

  function open(): void {
    setWanted(confirmWith?.trim() || user?.email || t.confirmWord)
    if (isAccountDeleted) void run()
  }

  function close(): void {
    setWanted(undefined)
    tell()
  }

  return (
    <section
      aria-labelledby={`${id}-title`}
      {...partProps('delete-account', rest)}
      ref={root}
      data-status={status === 'idle' ? undefined : status}
    >
      <Title className="ik-delete-account-title" id={`${id}-title`}>
        {t.deleteTitle}
      </Title>
      {session === 'signed-out' ? (
        <p className="ik-delete-account-text">{t.deleteSignedOut}</p>
      ) : isOver ? (
        <p className="ik-delete-account-outcome" id={`${id}-outcome`} ref={outcome} tabIndex={-1}>
          {status === 'deleted' ? t.deleted : t.partlyDeleted}
        </p>
      ) : (
        <>
          {(Boolean(description) || !children) && (
            <div className="ik-delete-account-text">{what}</div>
          )}
          {children}
        </>
      )}
      {session !== 'signed-out' && (!isOver || isWorthRetry(status, error)) && (
        <button
          ref={opener}
          type="button"
          className={isOver ? 'ik-button' : 'ik-button ik-button-danger'}
          aria-haspopup="dialog"
          aria-describedby={isOver ? `${id}-outcome` : undefined}
          onKeyDown={(event) => {
            // Who still holds the key that closed the dialog does not mean to open it.
            if (event.key === 'Enter' && event.repeat) event.preventDefault()
          }}
          onClick={open}
        >
          {isOver ? retry : t.open}
        </button>
      )}
      {isOpen && (
        <DeleteAccountDialog
          wanted={wanted}
          description={what}
          deletion={deletion}
          onConfirm={() => void run()}
          onClose={close}
        />
      )}
    </section>
  )
}

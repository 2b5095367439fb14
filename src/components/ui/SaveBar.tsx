'use client'
import { createContext, type JSX } from 'react'
import type { IdentikitError } from '../../core/errors.js'
import { getErrorText, type SaveMessages } from '../../core/messages/saveMessages.js'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import type { LoadStatus } from '../../react/store/loadState.js'
import type { SaveSummary } from '../../react/saving/useSaveSummary.js'
import { offlinePath, warningPath } from './iconPaths.js'
import { isRetryable } from './isRetryable.js'
import { Notice } from './Notice.js'
import { findFocusable, useFocusFallback } from './useFocusFallback.js'

/** Whether a component around this one shows the bar, so that a page has one. */
export const HasSaveBarContext = createContext(false)

/** From this number on, failed changes are summed up in one bar. */
const minFailedCount = 3

/** A bar above settings. */
export interface SaveBar {
  /** What it is about: the browser is offline, several changes couldn't be saved, or the settings can't be read again. */
  readonly kind: 'offline' | 'not-saved' | 'problem'
  readonly bar: JSX.Element
}

/** Returns the bar above settings; `undefined` if there is none. Without a summary, it's about the load only. */
export function useSaveBar(
  summary: SaveSummary | undefined,
  loadError: IdentikitError | undefined,
): SaveBar | undefined {
  const messages = useSaveMessages()
  if (summary && (!summary.isOnline || summary.failedCount >= minFailedCount)) {
    const kind = summary.isOnline ? 'not-saved' : 'offline'
    return { kind, bar: <SummaryBar summary={summary} /> }
  }
  if (!loadError || isRetryable(loadError)) return undefined
  const bar = (
    <Notice icon={warningPath} isDanger>
      {getErrorText(messages, loadError)}
    </Notice>
  )
  return { kind: 'problem', bar }
}

interface SummaryBarProps {
  readonly summary: SaveSummary
}

/**
 * Renders the bar. It is no live region: its numbers change with each save, and the live region of its section announces it.
 */
function SummaryBar({ summary }: SummaryBarProps): JSX.Element {
  const { isOnline, pendingCount, failedCount, saveError, retryAll } = summary
  const messages = useSaveMessages()
  const button = useFocusFallback<HTMLButtonElement>(findFocusable)
  const detail = isOnline
    ? saveError && getErrorText(messages, saveError)
    : messages.offlineChanges(pendingCount)
  return (
    <Notice
      icon={isOnline ? warningPath : offlinePath}
      isDanger={isOnline}
      actions={
        isOnline && (
          <button
            type="button"
            className="ik-link"
            data-tone="plain"
            ref={button}
            onClick={() => void retryAll()}
          >
            {messages.retryAll}
          </button>
        )
      }
    >
      <span>{`${isOnline ? messages.notSavedCount(failedCount) : messages.offline} `}</span>
      <span>{detail}</span>
    </Notice>
  )
}

/** Returns what a live region announces while the browser is offline. It has no numbers, so that it's announced once. */
export function getOfflineText(messages: SaveMessages, status: LoadStatus): string | undefined {
  const { offline, offlineChanges, offlineLoad } = messages
  if (status === 'ready') return `${offline} ${offlineChanges(0)}`
  return status === 'failed' ? `${offline} ${offlineLoad}` : undefined
}

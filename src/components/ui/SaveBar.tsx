'use client'
import { createContext, type JSX } from 'react'
import { getErrorText, type SaveMessages } from '../../core/messages/saveMessages.js'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import type { LoadStatus } from '../../react/store/loadState.js'
import type { SaveSummary } from '../../react/saving/useSaveSummary.js'
import { findFocusable, useFocusFallback } from './useFocusFallback.js'

/** What a bar above settings is about: the browser is offline, or several changes couldn't be saved. */
export type SaveBarKind = 'offline' | 'not-saved'

/** Whether a component around this one shows the bar, so that a page has one. */
export const HasSaveBarContext = createContext(false)

/** From this number on, failed changes are summed up in one bar. */
const minFailedCount = 3

/** Returns what the bar above settings is about; `undefined` if there is none. */
export function getSaveBarKind({ isOnline, failedCount }: SaveSummary): SaveBarKind | undefined {
  if (!isOnline) return 'offline'
  return failedCount >= minFailedCount ? 'not-saved' : undefined
}

const cloudIcon = 'M4.75 12.25a3 3 0 0 1-.4-5.97A4 4 0 0 1 12 7.25a2.5 2.5 0 0 1-.25 5M2 2l12 12'
const warningIcon = 'M8 2.25 14.25 13H1.75zM8 6.5v3m0 1.75v.01'

/** Props of `SaveBar`. */
export interface SaveBarProps {
  readonly summary: SaveSummary
}

/**
 * Renders the content of the bar. It is no live region: its numbers change with each save, and the live region of its section announces it.
 */
export function SaveBar({ summary }: SaveBarProps): JSX.Element {
  const { isOnline, pendingCount, failedCount, saveError, retryAll } = summary
  const messages = useSaveMessages()
  const button = useFocusFallback<HTMLButtonElement>(findFocusable)
  const detail = isOnline
    ? saveError && getErrorText(messages, saveError)
    : messages.offlineChanges(pendingCount)
  return (
    <>
      <svg className="ik-icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={isOnline ? warningIcon : cloudIcon} />
      </svg>
      <span className="ik-bar-text">
        <span className="ik-bar-title">
          {`${isOnline ? messages.notSavedCount(failedCount) : messages.offline} `}
        </span>
        <span>{detail}</span>
      </span>
      {isOnline && (
        <button
          type="button"
          className="ik-bar-action"
          ref={button}
          onClick={() => void retryAll()}
        >
          {messages.retryAll}
        </button>
      )}
    </>
  )
}

/** Returns what a live region announces while the browser is offline. It has no numbers, so that it's announced once. */
export function getOfflineText(messages: SaveMessages, status: LoadStatus): string | undefined {
  const { offline, offlineChanges, offlineLoad } = messages
  if (status === 'ready') return `${offline} ${offlineChanges(0)}`
  return status === 'failed' ? `${offline} ${offlineLoad}` : undefined
}

'use client'
import { createContext, useContext } from 'react'
import type { PartialMessages } from '../../core/messages/messages.js'
import { sharedMessages, type SharedMessages } from '../../core/messages/sharedMessages.js'
import {
  timezonePickerMessages,
  type TimezonePickerMessages,
} from '../../core/messages/timezonePickerMessages.js'

/** The texts of a provider. */
export interface ProvidedMessages extends SharedMessages {
  /** The host's texts, which `useMessages` merges with all others. */
  readonly patch: PartialMessages | undefined
}

/** The messages of the provider. */
export const MessagesContext = createContext<ProvidedMessages | undefined>(undefined)

/** Returns the texts of the nearest provider that several features use, English without one. */
export function useSharedMessages(): SharedMessages {
  return useContext(MessagesContext) ?? sharedMessages
}

/** Returns only the texts of the time zone picker, so that a picker without a provider bundles no others. */
export function useTimezonePickerMessages(): TimezonePickerMessages {
  return useContext(MessagesContext)?.timezone ?? timezonePickerMessages
}

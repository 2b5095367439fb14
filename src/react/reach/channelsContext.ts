'use client'
import { createContext } from 'react'
import type { RegisteredChannel } from '../../core/preferences/registeredCatalog.js'

/** How the user is reached on one channel. What is absent is derived from the user. */
export interface ChannelSetup {
  /**
   * Where messages go, e.g. a phone number; `null` or a blank text if the user has no address.
   * @default the email, the phone number or the devices of the user, depending on the channel
   */
  readonly address?: string | null | undefined
  /** Whether the address is confirmed. @default true */
  readonly verified?: boolean | undefined
  /** Confirms the address, e.g. opens your dialog for a code. Set `verified` when that is done. */
  readonly onVerify?: (() => Promise<void> | void) | undefined
  /** Opens your form for the address. */
  readonly onAdd?: (() => void) | undefined
  /** The link to your form for the address, e.g. `#phone` or `/profile`, where there is no `onAdd`. */
  readonly href?: string | undefined
}

/** How the user is reached, by channel. */
export type ChannelSetups = Readonly<Partial<Record<RegisteredChannel, ChannelSetup>>>

/** The `channels` of the provider. Its file is apart from what reads it, because the provider is in every bundle. */
export const ChannelsContext = createContext<ChannelSetups | undefined>(undefined)

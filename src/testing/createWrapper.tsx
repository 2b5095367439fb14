'use client'
import { useState, type JSX, type ReactNode } from 'react'
import { createMemoryAdapter } from '../adapters/memory/memory.js'
import type { UserAdapter } from '../core/adapter.js'
import { createUserClient } from '../core/client.js'
import { IdentikitProvider, type IdentikitProviderProps } from '../react/IdentikitProvider.js'
import { ada, preferences, types } from './fixtures.js'

export interface WrapperOptions extends Omit<IdentikitProviderProps, 'client' | 'children'> {
  /** @default a memory adapter that knows `ada` and gives everybody `preferences` */
  readonly adapter?: UserAdapter | undefined
}

/**
 * Makes a component that gives what is inside it a user and a service; by default `ada`, in memory.
 * @example
 * render(<Settings />, { wrapper: createWrapper({ adapter }) })
 */
export function createWrapper({ adapter, ...props }: WrapperOptions = {}) {
  const service = adapter ?? createMemoryAdapter({ users: [ada], preferences })
  return function Wrapper({ children }: { readonly children?: ReactNode }): JSX.Element {
    const [client] = useState(() => createUserClient(service))
    return (
      <IdentikitProvider userId={ada.id} catalog={types} {...props} client={client}>
        {children}
      </IdentikitProvider>
    )
  }
}

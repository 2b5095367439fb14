'use client'
import { useState, type JSX, type ReactNode } from 'react'
import { createMemoryAdapter } from '../adapters/memory/memory.js'
import type { UserAdapter } from '../core/adapter.js'
import { createUserClient } from '../core/client.js'
import { IdentikitProvider, type IdentikitProviderProps } from '../react/IdentikitProvider.js'
import { ada, preferences, catalog } from './fixtures.js'

/** The options of `createWrapper`: the provider's props, with an adapter in place of the client. */
export interface WrapperOptions extends Omit<IdentikitProviderProps, 'client' | 'children'> {
  /** The service. @default a memory adapter with the user `ada` and the fixture `preferences` */
  readonly adapter?: UserAdapter | undefined
}

/**
 * Creates a component that wraps its children in an `<IdentikitProvider>`, by default with the fixtures `ada` and `catalog`.
 * @example
 * const adapter = createMemoryAdapter({ users: [ada], preferences })
 * render(<Settings />, { wrapper: createWrapper({ adapter }) })
 */
export function createWrapper({ adapter, ...props }: WrapperOptions = {}) {
  const service = adapter ?? createMemoryAdapter({ users: [ada], preferences })
  return function Wrapper({ children }: { readonly children?: ReactNode }): JSX.Element {
    const [client] = useState(() => createUserClient(service))
    return (
      <IdentikitProvider userId={ada.id} catalog={catalog} {...props} client={client}>
        {children}
      </IdentikitProvider>
    )
  }
}

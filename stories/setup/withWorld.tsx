import type { Decorator } from '@storybook/react-vite'
import type { Locale } from 'identikit/core'
import { ada, createMemoryAdapter, createWrapper, preferences } from 'identikit/testing'
import type { WrapperOptions } from 'identikit/testing'
import { useState, type JSX, type ReactNode } from 'react'
import { setFaults } from './faults.js'
import { limitToService } from './services.js'

interface WorldProps {
  readonly make: () => WrapperOptions
  readonly children: ReactNode
}

function World({ make, children }: WorldProps): JSX.Element {
  const [Wrapper] = useState(() => createWrapper(make()))
  return <Wrapper>{children}</Wrapper>
}

/**
 * Creates the user and adapter of each story from `parameters.world`, with the service, latency, failure and language of the toolbar.
 * @default `ada` with a memory adapter
 */
export const withWorld: Decorator = (Story, { id, parameters, globals, loaded }) => {
  const text = (name: string): string => String(globals[name] ?? 'none')
  const makeWorld = parameters['world'] as (() => WrapperOptions) | undefined
  const locale = loaded['locale'] as Locale | undefined
  function make(): WrapperOptions {
    const options = makeWorld?.() ?? {}
    const adapter = options.adapter ?? createMemoryAdapter({ users: [ada], preferences })
    setFaults(adapter, text('latency'), text('failure'))
    return {
      ...(locale && { locale }),
      ...options,
      adapter: limitToService(adapter, text('service')),
    }
  }
  const key = ['service', 'latency', 'failure', 'language'].map(text).join(' ')
  return (
    <World key={`${id} ${key}`} make={make}>
      <Story />
    </World>
  )
}

import type { Decorator } from '@storybook/react-vite'
import { useState, type JSX, type ReactNode } from 'react'
import { createWrapper, type WrapperOptions } from '../src/testing.js'

interface WorldProps {
  readonly make: (() => WrapperOptions) | undefined
  readonly children: ReactNode
}

function World({ make, children }: WorldProps): JSX.Element {
  const [Wrapper] = useState(() => createWrapper(make?.()))
  return <Wrapper>{children}</Wrapper>
}

/** Creates the user and adapter of each story from `parameters.world`. @default `ada` with a memory adapter */
export const withWorld: Decorator = (Story, { id, parameters }) => (
  <World key={id} make={parameters['world'] as WorldProps['make']}>
    <Story />
  </World>
)

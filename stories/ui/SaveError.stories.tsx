import { createRef } from 'react'
import { fn } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { IdentikitError } from '../../src/core.js'
import { SaveError } from '../../src/components/ui/SaveError.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'NotSaved',
  component: SaveError,
  args: {
    id: 'weekly-recap',
    name: 'Weekly recap, Email',
    error: new IdentikitError('service', 'Down.'),
    retry: fn(),
    control: createRef<HTMLElement>(),
  },
})

export const Default = meta.story({})

export const Dark = meta.story({ globals: { theme: 'dark' } })

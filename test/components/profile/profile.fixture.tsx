import { render } from '@testing-library/react'
import { page } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { ProfileEditor, type ProfileEditorProps } from '../../../src/index.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../../src/testing.js'

export { setOnline } from '../online.fixture.js'

export const { profile: t } = messages

export const box = (name: string) => page.getByRole('textbox', { name, exact: true })
export const button = (name: string) => page.getByRole('button', { name, exact: true })
/** Returns a field that can't be changed. */
export const shownText = (name: string) => page.getByRole('group', { name, exact: true })
/** Returns the live region of the editor. */
export const liveRegion = () => page.getByRole('status').last()

/** Renders the editor with the memory adapter. */
export function showProfile(
  props: ProfileEditorProps = {},
  options: MemoryAdapterOptions = {},
  wrapper: WrapperOptions = {},
) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  const shown = render(<ProfileEditor {...props} />, {
    wrapper: createWrapper({ adapter, ...wrapper }),
  })
  /** Returns the sent patches in order. */
  const patches = () =>
    adapter.calls.filter(({ member }) => member === 'users.update').map(({ input }) => input)
  return { adapter, patches, ...shown }
}

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

export const { profile: t } = messages

export const box = (name: string) => page.getByRole('textbox', { name, exact: true })
export const button = (name: string) => page.getByRole('button', { name, exact: true })
/** The live region of the editor. */
export const said = () => page.getByRole('status').last()

/** The editor over a service in memory. */
export function showProfile(
  props: ProfileEditorProps = {},
  options: MemoryAdapterOptions = {},
  wrapper: WrapperOptions = {},
) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  const shown = render(<ProfileEditor {...props} />, {
    wrapper: createWrapper({ adapter, ...wrapper }),
  })
  /** What was sent to be saved, in order. */
  const patches = () =>
    adapter.calls.filter(({ member }) => member === 'users.update').map(({ input }) => input)
  return { adapter, patches, ...shown }
}

/** What the browser says of its connection. */
export function setOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: isOnline })
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

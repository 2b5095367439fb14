import { hydrateRoot } from 'react-dom/client'
import { virtual } from '@guidepup/virtual-screen-reader'
import '../../src/styles/index.css'
import { TimezoneForm } from './TimezoneForm.js'

const host = document.querySelector('main')
if (host) hydrateRoot(host, <TimezoneForm />)

/** Records the announcements of a screen reader while a user focuses the picker, types and chooses. */
async function listen(query: string): Promise<string[]> {
  await virtual.start({ container: document.body })
  document.querySelector<HTMLElement>('[role=combobox]')?.focus()
  await virtual.type(query)
  await new Promise((resolve) => setTimeout(resolve, 900))
  await virtual.press('Enter')
  const log = await virtual.spokenPhraseLog()
  await virtual.stop()
  return log
}

Object.assign(window, { listen })

import { createRoot, hydrateRoot } from 'react-dom/client'
import '../../../src/styles/index.css'
import { SavesApp, type PageSettings } from './SavesApp.js'

const settings = JSON.parse(
  document.querySelector('#settings')?.textContent ?? '{}',
) as PageSettings
const host = document.querySelector('main')

function start(): void {
  if (!host) return
  const app = <SavesApp settings={settings} />
  if (settings.initial) hydrateRoot(host, app)
  else createRoot(host).render(app)
}

Object.assign(window, { start })
if (!settings.isManual) start()

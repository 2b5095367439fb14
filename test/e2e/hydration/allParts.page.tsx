import { hydrateRoot } from 'react-dom/client'
import { AllParts, type locales } from './AllParts.js'

const host = document.querySelector('main')
const language = document.documentElement.lang as keyof typeof locales
const recoverable: string[] = []
if (host) {
  hydrateRoot(host, <AllParts language={language} />, {
    onRecoverableError: (error) => recoverable.push(String(error)),
  })
}
// Hydration and what the first effects render are done after an idle moment.
requestIdleCallback(() => setTimeout(() => Object.assign(window, { recoverable }), 300))

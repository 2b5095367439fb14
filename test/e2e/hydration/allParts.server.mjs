// @ts-check
/** Prints the HTML of the page in each language as JSON, in the zone of TZ. */
import { fileURLToPath } from 'node:url'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { runnerImport } from 'vite'

const file = fileURLToPath(new URL('./AllParts.tsx', import.meta.url))
const { AllParts, locales } = (await runnerImport(file)).module
const pages = Object.keys(locales).map((language) => [
  language,
  renderToString(createElement(AllParts, { language })),
])
process.stdout.write(JSON.stringify(Object.fromEntries(pages)))
process.exit()

// @ts-check
/** Prints the form as a server renders it, in the zone of TZ. */
import { fileURLToPath } from 'node:url'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { runnerImport } from 'vite'

const form = fileURLToPath(new URL('./TimezoneForm.tsx', import.meta.url))
const { module } = await runnerImport(form)
process.stdout.write(renderToString(createElement(module.TimezoneForm)))
process.exit()

// @ts-check
/** `npm run bench:size`: prints what each client adds to a host's bundle as a Markdown table. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { kb, measureWithEsbuild, measureWithVite } from '../scripts/measureBundle.mjs'

const folder = fileURLToPath(new URL('./peers/', import.meta.url))

/** @type {import('../scripts/size.mjs').Entry[]} */
const budgets = JSON.parse(readFileSync(new URL('../size-budgets.json', import.meta.url), 'utf8'))

/** The entries with a target, imported from the root in Rolldown and from the feature entry in esbuild. */
const ours = budgets.flatMap(({ name, rolldown, esbuild }) =>
  esbuild
    ? [{ name: `Identikit: ${name}`, vite: rolldown.code, esbuild: esbuild.code, from: undefined }]
    : [],
)

/** @param {string} name @param {string} code @param {string} [from] Where its package is installed, if not in the root. */
const peer = (name, code, from) => ({ name, vite: code, esbuild: code, from })

const peers = [
  peer(
    'Courier: web component `courier-preferences`',
    "export { Courier } from '@trycourier/courier-ui-preferences'",
    folder,
  ),
  peer(
    'Courier: React `CourierPreferences`',
    "export { CourierPreferences, useCourier } from '@trycourier/courier-react'",
    folder,
  ),
  peer('Novu: `Inbox`, `Preferences`', "export { Inbox, Preferences } from '@novu/react'", folder),
  peer(
    'MagicBell: provider, `NotificationPreferences`',
    "export { MagicBellProvider, NotificationPreferences } from '@magicbell/magicbell-react'",
    folder,
  ),
  peer(
    'NotificationAPI: provider, `NotificationPreferencesInline`',
    "export { NotificationAPIProvider, NotificationPreferencesInline } from '@notificationapi/react'",
    folder,
  ),
  peer(
    'Knock: provider, `usePreferences`',
    "export { KnockProvider, usePreferences } from '@knocklabs/react-core'",
  ),
  peer('react-timezone-select', "export { default } from 'react-timezone-select'"),
  peer(
    'TanStack Query: client, provider, `useQuery`, `useMutation`',
    "export { QueryClient, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query'",
  ),
]

/** @param {import('../scripts/measureBundle.mjs').Bundle} bundle */
const onDemand = (bundle) => bundle.onDemand.reduce((sum, { size }) => sum + size, 0)

if (!existsSync(`${folder}node_modules`))
  throw new Error('The peers are not installed. Run `npm ci --prefix bench/peers`.')
console.log('Minified, gzip, without React.\n')
console.log('| | Rolldown | esbuild | on demand (Rolldown) |\n| --- | ---: | ---: | ---: |')
for (const { name, from, ...code } of [...ours, ...peers]) {
  const vite = await measureWithVite(code.vite, from)
  const esbuild = await measureWithEsbuild(code.esbuild, from)
  console.log(`| ${[name, kb(vite.size), kb(esbuild.size), kb(onDemand(vite))].join(' | ')} |`)
}

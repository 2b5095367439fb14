// @ts-check
/** `npm run bench:size`: prints the size of each client in a host's bundle as a Markdown table. */
import { kb, measureWithVite } from '../scripts/measureBundle.mjs'

const remote = "export { createRemoteClient } from 'identikit/remote';"

const clients = {
  'Identikit: provider, `PreferenceCenter`, remote client': `${remote} export { IdentikitProvider, PreferenceCenter } from 'identikit'`,
  'Identikit: provider, `usePreferences`, remote client': `${remote} export { IdentikitProvider, usePreferences } from 'identikit'`,
  'Knock: provider, `usePreferences`':
    "export { KnockProvider, usePreferences } from '@knocklabs/react-core'",
  'TanStack Query: client, provider, `useQuery`, `useMutation`':
    "export { QueryClient, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query'",
}

console.log('| | minified, gzip |\n| --- | ---: |')
for (const [name, code] of Object.entries(clients)) {
  console.log(`| ${name} | ${kb((await measureWithVite(code)).size)} |`)
}

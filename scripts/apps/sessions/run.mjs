/** Runs the recipes of docs/sessions.md, whose code blocks are in `recipes`. */
import './environment.mjs'
import { tryAuthJs } from './authJs.mjs'
import { tryBetterAuth } from './betterAuthSession.mjs'
import { tryClerk } from './clerk.mjs'
import { tryJwt } from './jwt.mjs'

await tryAuthJs()
await tryBetterAuth()
await tryClerk()
await tryJwt()
process.exit()

// @ts-check
/** `npm run bench:clicks`: prints the ten-clicks table; exits 1 where a figure of ours is not 0 that must be. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

// Before React is loaded: what hosts ship is measured, not the development build.
process.env['NODE_ENV'] = 'production'

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    modes: { type: 'string', default: 'slow,failing,lost,overtaking,calm' },
  },
})

/** @param {'trials' | 'seed'} name */
function whole(name) {
  const value = Number(values[name])
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new Error(`--${name} takes a whole number above 0, not ${values[name]}.`)
}

const settings = { trials: whole('trials'), seed: whole('seed'), modes: values.modes.split(',') }
const entry = fileURLToPath(new URL('./clicks/main.ts', import.meta.url))
const { module } = await runnerImport(entry)
// Not by itself: caches keep timers for minutes.
process.exit(await module.main(settings))

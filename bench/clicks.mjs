// @ts-check
/** `npm run bench:clicks`: prints a table of ten quick clicks for each mode; exits 1 if a checked figure of ours is not 0. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

// Set before React loads, because the production build is measured.
process.env['NODE_ENV'] = 'production'

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    modes: {
      type: 'string',
      default: 'slow,failing,lost,overtaking,late,leaving,leaving-refused,calm',
    },
  },
})

/** @param {'trials' | 'seed'} name */
function readCount(name) {
  const value = Number(values[name])
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new Error(`--${name} must be a positive integer, not ${values[name]}.`)
}

const settings = {
  trials: readCount('trials'),
  seed: readCount('seed'),
  modes: values.modes.split(','),
}
const entry = fileURLToPath(new URL('./clicks/main.ts', import.meta.url))
const { module } = await runnerImport(entry)
// Query caches keep timers for minutes, which would delay the exit.
process.exit(await module.main(settings))

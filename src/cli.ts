#!/usr/bin/env node
import { main } from './cli/main.js'

// The reader of the output may close it early, like `head`.
process.stdout.on('error', () => process.exit(1))
// The import continues without its progress.
process.stderr.on('error', () => undefined)

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt(listener) {
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
    // The terminal was closed.
    process.on('SIGHUP', listener)
  },
})

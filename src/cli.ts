#!/usr/bin/env node
import { main } from './cli/main.js'

// Whoever reads the output may leave early, as `head` does.
process.stdout.on('error', () => process.exit(1))
// An import goes on without its progress.
process.stderr.on('error', () => undefined)

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt(listener) {
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
    // The terminal was closed.
    process.on('SIGHUP', listener)
  },
})

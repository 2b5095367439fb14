#!/usr/bin/env node
import { main } from './cli/main.js'

// Whoever reads the output may leave early, as `head` does.
process.stdout.on('error', () => process.exit(1))

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt(listener) {
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
  },
})

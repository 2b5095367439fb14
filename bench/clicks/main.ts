import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from './database.js'
import { createContenders } from './contenders.js'
import { countRejections } from './rejections.js'
import { measure, type Figures } from './measure.js'
import { findMode, type Mode } from './modes.js'
import { bundlePages } from './realm.js'
import { findFaults, toMarkdown, type Row } from './table.js'
import { runTrial } from './trial.js'
import type { Contender } from './contender.js'

export interface Settings {
  readonly trials: number
  readonly seed: number
  readonly modes: readonly string[]
}

/** The number of parallel trials: they mostly wait. */
const concurrency = 100
/** Milliseconds between two starts, so that no two trials start together. */
const startInterval = 20

/** Prints a table for each mode, and returns the code to exit with. */
export async function main({ trials, seed, modes: names }: Settings): Promise<number> {
  const modes = names.map(findMode)
  const { query } = await openDatabase()
  const rejections = countRejections()
  const openPage = await bundlePages()
  const contenders = createContenders(query)
  const start = performance.now()
  print(`Six switches, ten clicks, ${trials} trials a row, seed ${seed}. ${versions()}`)

  const faults: string[] = []
  for (const mode of modes) {
    const rows = await race({ contenders, openPage, mode, trials, seed })
    print(`\n**${mode.title}**\n\n${toMarkdown(rows)}`)
    faults.push(...findFaults(rows).map((fault) => `${mode.name}: ${fault}`))
  }

  print(`\nRejections of Knock's hook that no caller can catch: ${rejections()}.`)
  console.error(`bench: ${Math.round((performance.now() - start) / 1000)} s`)
  for (const fault of faults) console.error(`bench: ${fault}`)
  return faults.length === 0 ? 0 : 1
}

interface Race {
  readonly contenders: readonly Contender[]
  readonly openPage: Awaited<ReturnType<typeof bundlePages>>
  readonly mode: Mode
  readonly trials: number
  readonly seed: number
}

async function race({ contenders, openPage, mode, trials, seed }: Race): Promise<Row[]> {
  const rows = contenders.map(({ name, isOurs }) => ({ name, isOurs, trials: [] as Figures[] }))
  // Contenders alternate, so that all run under the same load.
  const jobs = Array.from({ length: trials * contenders.length }, (_, job) => job)
  async function work(_: unknown, index: number): Promise<void> {
    await sleep(index * startInterval)
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const turn = job % contenders.length
      const [contender, row] = [contenders[turn], rows[turn]]
      if (!contender || !row) return
      const userId = `user-${mode.name}-${job}`
      const trialSeed = seed * 1000 + Math.floor(job / contenders.length)
      const trial = { contender, mode, seed: trialSeed, userId, openPage }
      row.trials.push(measure(await runTrial(trial)))
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, jobs.length) }, work))
  return rows
}

function versions(): string {
  const require = createRequire(import.meta.url)
  const packages = ['@knocklabs/react-core', '@tanstack/react-query', 'react']
  const named = packages.map((name) => {
    const { version } = require(`${name}/package.json`) as { version: string }
    return `${name} ${version}`
  })
  return `${named.join(', ')}, Node ${process.version}.`
}

function print(text: string): void {
  console.log(text)
}

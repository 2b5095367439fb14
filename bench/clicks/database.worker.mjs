// @ts-check
/** Runs Postgres in a worker, so that its work doesn't block the pages. */
import { parentPort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

const engine = new PGlite()
await engine.waitReady

/** @param {{ id: number, text: string, params: string[] }} question */
async function answer({ id, text, params }) {
  try {
    const { rows } = await engine.query(text, params)
    parentPort?.postMessage({ id, rows })
  } catch (error) {
    parentPort?.postMessage({ id, error })
  }
}

parentPort?.on('message', (question) => void answer(question))
parentPort?.postMessage('ready')

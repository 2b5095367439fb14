import { resolve } from 'node:path'
import { getCheckpointFile, removeCheckpoint, serializeMap, writeCheckpoint } from './checkpoint.js'
import { errorMessage } from './errorMessage.js'
import { createIntervalSender, type ImportRun, type ImportState } from './intervalSender.js'
import { showProgress } from './showProgress.js'
import { UsageError } from './terminal.js'

/** Imports the records of a file. A first interrupt waits for the requests in flight, a second one aborts them. */
export async function importUsers(run: ImportRun): Promise<ImportState> {
  const { source, failures, terminal, resumed } = run
  const controller = new AbortController()
  const state: ImportState = {
    total: { done: resumed.settled - resumed.failed, failed: resumed.failed, repeated: 0 },
    interval: { done: 0, failed: 0, unreadable: 0 },
    isAtEnd: false,
    stopped: undefined,
  }
  const { total, interval } = state

  terminal.onInterrupt(() => {
    if (state.stopped !== undefined) controller.abort()
    else terminal.stderr.write('\nFinishing requests in flight. Interrupt again to stop at once.\n')
    state.stopped ??= 'interrupted'
  })
  const hideProgress = showProgress(terminal.stderr, () => ({
    done: total.done + interval.done,
    failed: total.failed + interval.failed + interval.unreadable,
    share: source.getShare(),
  }))
  const sendInterval = createIntervalSender(run, state, controller.signal)

  try {
    for (let skipped = 0; skipped < resumed.settled; skipped += 1) await source.items.next()
    while (!state.isAtEnd && state.stopped === undefined) {
      await sendInterval()
      // The records of an interval that stops with an error are sent again by a resumed import.
      if (typeof state.stopped !== 'object') saveProgress(run, state)
    }
    if (state.isAtEnd && state.stopped === 'interrupted') state.stopped = undefined
  } catch (error) {
    if (!controller.signal.aborted) state.stopped = { error: getReason(error) }
  } finally {
    failures.rollback()
    hideProgress()
  }
  return state
}

/** An error of the file, such as damaged gzip, is the cause of the error of `identifyMany`. */
function getReason(error: unknown): string {
  const { cause } = Object(error) as { cause?: unknown }
  return errorMessage(cause instanceof UsageError ? cause : error)
}

/** Adds the counts of the interval to the total and writes them to the checkpoint. */
function saveProgress({ options, source, failures }: ImportRun, state: ImportState): void {
  const { total, interval, isAtEnd } = state
  failures.commit()
  total.done += interval.done
  total.failed += interval.failed + interval.unreadable
  Object.assign(interval, { done: 0, failed: 0, unreadable: 0 })
  const path = getCheckpointFile(options.file)
  if (isAtEnd) removeCheckpoint(path)
  else {
    writeCheckpoint(path, {
      to: options.to,
      map: serializeMap(options),
      size: source.size,
      modified: source.modified,
      failures: resolve(options.failures),
      settled: total.done + total.failed,
      failed: total.failed,
    })
  }
}

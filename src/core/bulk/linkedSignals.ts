export interface LinkedSignals {
  /** Runs with a signal of its own, which is aborted with the host's and for the same reason; without one where the host gave none. */
  readonly run: <T>(job: (own: AbortSignal | undefined) => Promise<T>) => Promise<T>
  /** Leaves nothing at the host's signal. */
  readonly leave: () => void
}

/** Many requests at once under one signal of the host, which gets a single listener: Node warns of more than ten. */
export function createLinkedSignals(signal: AbortSignal | undefined): LinkedSignals {
  const running = new Set<AbortController>()
  const abort = () => {
    for (const controller of running) controller.abort(signal?.reason)
  }
  signal?.addEventListener('abort', abort)
  return {
    async run(job) {
      if (!signal) return job(undefined)
      const controller = new AbortController()
      if (signal.aborted) controller.abort(signal.reason)
      running.add(controller)
      try {
        return await job(controller.signal)
      } finally {
        running.delete(controller)
      }
    },
    leave: () => signal?.removeEventListener('abort', abort),
  }
}

import type { QueryClient, QueryKey, QueryState } from '@tanstack/react-query'

/** Creates a writer that puts answers to writes into the query cache, and reads again if the cache may be older than the service. */
export function createAnswerCache<Data>(queryClient: QueryClient, queryKey: QueryKey) {
  /** The state of the cache after the last write or start. */
  let lastState: QueryState<Data> | undefined
  let needsRefetch = false
  const getState = () => queryClient.getQueryState<Data>(queryKey)

  /** A read that ended since the last write, or is still running, may hold newer data than the answer to the write. */
  function checkReads(): void {
    needsRefetch ||= getState() !== lastState
  }

  return {
    getState,
    /** Marks the start of a write. */
    start(): QueryState<Data> | undefined {
      lastState = getState()
      return lastState
    },
    /** Keeps an answer. */
    async keep(data: Data): Promise<void> {
      checkReads()
      // A read that started earlier would bring the old data back.
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, data)
      lastState = getState()
    },
    /** Marks a failed write: unless the data was read back since `start`, the outcome is unknown. */
    fail(start: QueryState<Data> | undefined): void {
      checkReads()
      needsRefetch ||= lastState === start
    },
    /** Reads again where needed: at once if the data is shown, else when it is shown next. */
    settle(): void {
      if (needsRefetch) void queryClient.invalidateQueries({ queryKey })
      needsRefetch = false
    },
  }
}

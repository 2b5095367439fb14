import type { QueryClient, QueryKey, QueryState } from '@tanstack/react-query'

/**
 * Creates a writer that puts answers to writes into the query cache, and reads again if the cache may be older than the service.
 * @param refresh reads the data again
 */
export function createAnswerCache(
  queryClient: QueryClient,
  queryKey: QueryKey,
  refresh: (queryKey: QueryKey) => void,
) {
  /** The state of the cache after the last write or start. */
  let lastState: QueryState | undefined
  let needsRefetch = false
  let starts = 0
  let lastKept = 0
  let lastLost = 0
  let open = 0
  const getState = () => queryClient.getQueryState(queryKey)

  /** A read that ended since the last write, or is still running, may hold newer data than the answer to the write. */
  function checkReads(): void {
    needsRefetch ||= getState() !== lastState
  }

  return {
    /** Marks the start of a request and returns its number. */
    start(): number {
      // Of two requests at once, the later one may be answered with older data.
      if (open > 0) needsRefetch = true
      else lastState = getState()
      open += 1
      starts += 1
      return starts
    },
    /** Keeps the answer to a request, unless that to a later one is there already. */
    async keep(data: unknown, start: number): Promise<void> {
      checkReads()
      if (start < lastKept) {
        needsRefetch = true
        return
      }
      lastKept = start
      // The answer of a read that is canceled here could be newer.
      needsRefetch ||= getState()?.fetchStatus === 'fetching'
      // A read that started earlier would bring the old data back.
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, data)
      lastState = getState()
    },
    /** Marks the end of a request: without an answer that was kept, its outcome is unknown. */
    stop(start: number): void {
      checkReads()
      open -= 1
      if (lastKept < start) lastLost = Math.max(lastLost, start)
    },
    /** Reads again where needed: at once if the data is shown, else when it is shown next. */
    settle(): void {
      if (needsRefetch || lastLost > lastKept) refresh(queryKey)
      needsRefetch = false
      lastLost = 0
    },
  }
}

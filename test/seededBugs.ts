import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** A bug as a patch of one place in the sources. */
export interface SeededBug {
  readonly file: string
  readonly find: string
  readonly replace: string
  /** The test file that must fail. */
  readonly test: string
}

const model = 'test/react/store/store.model.test.ts'
const identifyModel = 'test/react/user/identify.model.test.ts'
const orderModel = 'test/adapters/postgres/order.model.test.ts'

/** Bugs that other clients have or that a change could add. `npm run bugs` checks that the tests catch each. */
export const seededBugs: Readonly<Record<string, SeededBug>> = {
  'two writes at once': {
    file: 'src/react/store/changeSender.ts',
    find: 'if (batch.length > 0) await transmit(batch)',
    replace: 'if (batch.length > 0) void transmit(batch)',
    test: model,
  },
  'a failure restores an old snapshot': {
    file: 'src/react/store/changeQueue.ts',
    find: "const ending: EntryPatch = error ? { state: 'failed', error } : { state: 'saved' }",
    replace:
      "const ending: EntryPatch = error ? { state: 'failed', error } : { state: 'saved' }\n      if (error) log = log.filter((entry) => !isPending(entry) || pending.has(entry.id) === ids.includes(entry.id))",
    test: model,
  },
  'an error is swallowed': {
    file: 'src/react/store/changeQueue.ts',
    find: "error ? { state: 'failed', error } : { state: 'saved' }",
    replace: "error ? { state: 'saved', error } : { state: 'saved' }",
    test: model,
  },
  'a new change drops waiting changes of other settings': {
    file: 'src/core/sync/changeLog.ts',
    find: "({ key, state }) => state === 'sending' || !last.has(key)",
    replace: "({ state }) => state === 'sending'",
    test: model,
  },
  'a new change replaces the one in flight': {
    file: 'src/core/sync/changeLog.ts',
    find: "({ key, state }) => state === 'sending' || !last.has(key)",
    replace: '({ key }) => !last.has(key)',
    test: model,
  },
  'only the sent changes are merged, not the rest of the response': {
    file: 'src/react/store/changeTransmitter.ts',
    find: '    await answers.keep(data, start)\n    const shown',
    replace:
      '    await answers.keep(changes.reduce(apply, (queryClient.getQueryData(getQueryKey(client(), userId, resource)) ?? data) as Data), start)\n    const shown',
    test: model,
  },
  'a slow read overwrites a save': {
    file: 'src/react/store/answerCache.ts',
    find: 'await queryClient.cancelQueries({ queryKey })',
    replace: '',
    test: model,
  },
  'a stale response hides newer data': {
    file: 'src/react/store/answerCache.ts',
    find: 'if (needsRefetch || lastLost > lastKept) void queryClient.invalidateQueries({ queryKey })',
    replace: '',
    test: model,
  },
  'a refused change is retried': {
    file: 'src/core/sync/retryPolicy.ts',
    find: "= ['busy', 'unknown']",
    replace: "= ['busy', 'unknown', 'refused']",
    test: model,
  },
  'a write with a lost response is repeated without a read': {
    file: 'src/react/store/changeTransmitter.ts',
    find: "const isUnknown = kind === 'unknown' || kind === 'failed'",
    replace: 'const isUnknown = false',
    test: model,
  },
  'Retry-After is ignored': {
    file: 'src/core/sync/retryPolicy.ts',
    find: 'error.retryAfter || backoff',
    replace: 'backoff',
    test: model,
  },
  'a failed change is still shown': {
    file: 'src/core/sync/changeLog.ts',
    find: '.filter(isPending)',
    replace: ".filter(({ state }) => state !== 'saved')",
    test: model,
  },
  'a failure marks its neighbors': {
    file: 'src/core/sync/changeLog.ts',
    find: 'if (!patches.has(entry.id)) return [entry]\n    const patch = patches.get(entry.id)',
    replace:
      "const patch = patches.get(entry.id) ?? [...patches.values()].find((other) => other?.state === 'failed')\n    if (!patches.has(entry.id) && patch?.state !== 'failed') return [entry]",
    test: model,
  },
  'the queue stops after a failure': {
    file: 'src/react/store/changeSender.ts',
    find: 'if (batch.length > 0) await transmit(batch)\n',
    replace:
      "if (queue.getLog().some(({ state }) => state === 'failed')) await sleep(Infinity)\n      else if (batch.length > 0) await transmit(batch)\n",
    test: model,
  },
  'two refused requests refresh the credentials twice': {
    file: 'src/adapters/http/credentials.ts',
    find: 'if (!lastRefresh || lastRefresh === seen) ',
    replace: 'if (lastRefresh !== undefined || seen === undefined) ',
    test: 'test/adapters/http/credentials.test.ts',
  },
  'Retry sends nothing': {
    file: 'src/react/store/store.ts',
    find: 'return failed.length > 0 ? update(changes)',
    replace: 'return failed.length > 0 ? update([])',
    test: model,
  },
  'a list is sent with later changes that may fail': {
    file: 'src/react/streak/streakStores.ts',
    find: 'queryClient.getQueryData<StreakSettings>(key) ?? shown',
    replace: 'shown',
    test: 'test/react/streak/streakStores.test.ts',
  },
  'identify is not retried': {
    file: 'src/react/user/identifySender.ts',
    find: 'isReplaced: () => isInterrupted || isStopped()',
    replace: 'isReplaced: () => true',
    test: 'test/react/user/identification.test.ts',
  },
  'an equal identify joins an older one': {
    file: 'src/react/user/identifyQueue.ts',
    find: 'const last = calls.at(-1)\n    if (last?.key',
    replace: 'const last = calls.find(({ key }) => key === call.key)\n    if (last?.key',
    test: identifyModel,
  },
  'a page that closes sends no waiting identify': {
    file: 'src/react/user/identifyQueue.ts',
    find: 'startClosing(sendMerged(false))',
    replace: '',
    test: identifyModel,
  },
  'an identify is sent beside one in flight': {
    file: 'src/react/user/identifyQueue.ts',
    find: 'if (!isWorking) void work()',
    replace: 'void work()',
    test: identifyModel,
  },
  'declared content is not sent again when it changes back': {
    file: 'src/react/user/identification.ts',
    find: 'if (isConflict(other.patch, patch, traits)) declared.delete(otherKey)',
    replace: 'if (isConflict(other.patch, patch, traits)) continue',
    test: identifyModel,
  },
  'a refused field takes the consent with it': {
    file: 'src/react/user/withoutRefused.ts',
    find: 'if (!rest) throw error',
    replace: 'throw error',
    test: 'test/react/user/identification.test.ts',
  },
  'a row write overwrites what the service holds': {
    file: 'src/adapters/trophy/preferences.ts',
    find: 'if (type === undefined || isChosen.get(type)) continue',
    replace: 'if (type === undefined) continue',
    test: 'test/adapters/trophy/preferences.test.ts',
  },
  'a queued write starts after its abort': {
    file: 'src/adapters/http/queue.ts',
    find: 'signal?.throwIfAborted()\n      return run()',
    replace: 'return run()',
    test: 'test/adapters/http/queue.test.ts',
  },
  'a closing page waits for its headers function': {
    file: 'src/adapters/http/credentials.ts',
    find: 'if (isClosing && lastHeaders) return { headers: lastHeaders }',
    replace: '',
    test: 'test/adapters/closing.test.ts',
  },
  'a refused change is not reported': {
    file: 'src/core/preferences/acceptChanges.ts',
    find: 'if (ordered.length > 0) options.onReport?.({ refused: ordered })',
    replace: '',
    test: 'test/adapters/memory/memory.test.ts',
  },
  'reads of two tenants share one request': {
    file: 'src/adapters/remote/readBatcher.ts',
    find: 'other.scope === scope',
    replace: 'true',
    test: 'test/adapters/remote/scope.test.ts',
  },
  'Postgres ignores a repeated write': {
    file: 'src/adapters/postgres/writeFunctions.ts',
    find: '(o.item ->> 1)::bigint > seq',
    replace: '(o.item ->> 1)::bigint >= seq',
    test: orderModel,
  },
  'Postgres forgets a writer too early': {
    file: 'src/adapters/postgres/writeFunctions.ts',
    find: 'limit ${maxWriters - 1}',
    replace: 'limit ${maxWriters - 2}',
    test: 'test/adapters/postgres/order.test.ts',
  },
  'Postgres saves a late field': {
    file: 'src/adapters/postgres/writeFunctions.ts',
    find: 'patch := patch - name;',
    replace: 'patch := patch;',
    test: orderModel,
  },
  'a late choice undoes a reset': {
    file: 'src/adapters/postgres/preferenceFunctions.ts',
    find: 'if seen_writers is not null then',
    replace: 'if false then',
    test: orderModel,
  },
  'a read ignores Retry-After': {
    file: 'src/react/store/recovery.ts',
    find: 'state.errorUpdatedAt + (error.retryAfter ?? 0)',
    replace: 'state.errorUpdatedAt',
    test: 'test/react/store/recovery.test.ts',
  },
  'every failed resource waits for itself': {
    file: 'src/react/store/recovery.ts',
    find: 'if (failedAt >= dueAt) dueAt',
    replace: 'dueAt',
    test: 'test/react/store/recovery.test.ts',
  },
  'components that are mounted again read at once': {
    file: 'src/react/store/observedQuery.ts',
    find: 'retryOnMount: canRead,',
    replace: 'retryOnMount: true,',
    test: 'test/react/store/recovery.test.ts',
  },
  'a hidden tab goes on reading': {
    file: 'src/react/store/recovery.ts',
    find: 'if (!page.isVisible()) return',
    replace: '',
    test: 'test/react/store/recovery.test.ts',
  },
  'a returning connection reads nothing': {
    file: 'src/react/store/recovery.ts',
    find: "for (const event of ['online', 'pageshow'] as const)",
    replace: "for (const event of ['pageshow'] as const)",
    test: 'test/react/store/recovery.test.ts',
  },
  'reads that failed together are retried one by one': {
    file: 'src/react/store/observedQuery.ts',
    find: 'if (reason) await recovery.beforeRetry(reason)',
    replace: '',
    test: 'test/react/store/recovery.test.ts',
  },
  'an automatic read hides the failure': {
    file: 'src/react/store/observedQuery.ts',
    find: "if (failure && state?.status === 'pending'",
    replace: "if (failure && state?.status === 'success'",
    test: 'test/react/store/recovery.test.ts',
  },
  'a tab ignores what other tabs save': {
    file: 'src/react/store/recovery.ts',
    find: 'if (message.scope === scope)',
    replace: "if (message.scope === '')",
    test: 'test/react/store/tabs.test.ts',
  },
  'a queued write is sent after its deadline': {
    file: 'src/server/handler.ts',
    find: 'write.apply({ signal, source,',
    replace: 'write.apply({ source,',
    test: 'test/server/order/slowService.test.ts',
  },
  'an older write overwrites a newer one at the handler': {
    file: 'src/server/order/orderRecord.ts',
    find: 'some((name) => (seqs.get(name)?.get(writer) ?? -1) > seq)',
    replace: 'some((name) => (seqs.get(name)?.get(writer) ?? -1) > seq + 1)',
    test: 'test/server/order/orderedAdapter.test.ts',
  },
  'a write with an unknown outcome is not read back': {
    file: 'src/server/order/orderedWrite.ts',
    find: 'if (record.unsettled.size > 0) {',
    replace: 'if (record.unsettled.size > 1_000_000) {',
    test: 'test/server/order/slowService.test.ts',
  },
  'the servers of a handler do not share their store': {
    file: 'src/server/handler.ts',
    find: 'const { writeStore = createMemoryWriteStore() } = options',
    replace: 'const writeStore = createMemoryWriteStore()',
    test: 'test/server/order/slowService.test.ts',
  },
  'a locked change refuses its batch at the handler': {
    file: 'src/server/writeReport.ts',
    find: 'refused.length === count',
    replace: 'count > 0',
    test: 'test/server/lockedSettings.test.ts',
  },
  'a slow body keeps its connection': {
    file: 'src/server/readBody.ts',
    find: 'timeout: stepTimeout',
    replace: 'timeout: 2 ** 31 - 1',
    test: 'test/server/requestDeadline.test.ts',
  },
}

/** Creates a Vite plugin that patches the bug named by `IDENTIKIT_BUG` into the sources. */
export function seedBug(name = process.env['IDENTIKIT_BUG']): Plugin {
  const bug = name === undefined ? undefined : seededBugs[name]
  if (name !== undefined && !bug) throw new Error(`There is no seeded bug "${name}".`)
  return {
    name: 'seeded-bug',
    enforce: 'pre',
    transform(code, id) {
      return bug && id.endsWith(bug.file) ? patch(code, bug) : undefined
    },
  }
}

/** @throws if the code doesn't contain the patched place exactly once, so the list must be updated */
export function patch(code: string, { file, find, replace }: SeededBug): string {
  const parts = code.split(find)
  if (parts.length !== 2) throw new Error(`${file} has "${find}" ${parts.length - 1} times.`)
  return parts.join(replace)
}

/** Reads the source that a bug patches. */
export function readSource({ file }: SeededBug): string {
  return readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')
}

import type { SeededBugs } from './seededBug.js'

const model = 'test/react/store/store.model.test.ts'

/** Bugs of the queue of changes. */
export const storeBugs: SeededBugs = {
  'two writes at once': {
    file: 'src/react/store/changeSender.ts',
    find: 'const isBlocked = shared.requests > 0 || !page.isOnline()\n      const batch = isBlocked ? [] : takeBatch()\n      if (batch.length > 0) await transmit(',
    replace:
      'const isBlocked = !page.isOnline()\n      const batch = isBlocked ? [] : takeBatch()\n      if (batch.length > 0) void transmit(',
    test: model,
  },
  'a failure restores an old snapshot': {
    file: 'src/react/store/changeQueue.ts',
    find: "const result: EntryPatch = { state: error ? 'failed' : 'saved', error }",
    replace:
      "const result: EntryPatch = { state: error ? 'failed' : 'saved', error }\n      if (error) log = log.filter((entry) => !isPending(entry) || ids.has(entry.id))",
    test: model,
  },
  'an error is swallowed': {
    file: 'src/react/store/changeQueue.ts',
    find: "{ state: error ? 'failed' : 'saved', error }",
    replace: "{ state: 'saved', error }",
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
    find: 'await answers.keep(data, start)',
    replace:
      "await answers.keep(queue.getLog().filter((entry) => entry.state === 'sending').reduce((before, { change }) => apply(before, change), (queryClient.getQueryData(getQueryKey(client(), userId, resource)) ?? data) as Data), start)",
    test: model,
  },
  'an undo restores a setting that was changed again since': {
    file: 'src/react/preferences/savePreferences.ts',
    find: '.listHeld(store.listLatest(changes))',
    replace: '.listHeld(changes)',
    test: model,
  },
  'an undo restores a setting that was changed elsewhere since': {
    file: 'src/react/preferences/savePreferences.ts',
    find: '.listHeld(store.listLatest(changes))',
    replace: '.listLatest(changes)',
    test: model,
  },
  'an undo restores a setting whose change failed': {
    file: 'src/react/store/store.ts',
    find: ' && !failed.has(change)',
    replace: '',
    test: 'test/react/preferences/usePreferenceGroup.test.tsx',
  },
  'an undo saves a choice where there was none': {
    file: 'src/react/preferences/savePreferences.ts',
    find: 'isUnset && canClear ? null : isOn(setting)',
    replace: 'isOn(setting)',
    test: model,
  },
  'an undo keeps the errors of what failed': {
    file: 'src/react/preferences/savePreferences.ts',
    find: 'store.dismiss(store.listLatest(changes))',
    replace: '',
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
    find: 'if (needsRefetch || lastLost > lastKept) refresh(queryKey)',
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
  'a new change is sent before the time of Retry-After': {
    file: 'src/react/store/changeTransmitter.ts',
    find: 'if (again.length > 0 && error.retryAfter)',
    replace: 'if (again.length < 0 && error.retryAfter)',
    test: 'test/react/store/takeOver.test.ts',
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
    find: 'if (batch.length > 0) await transmit(batch, shared.isEnded)\n',
    replace:
      "if (queue.getLog().some(({ state }) => state === 'failed')) await sleep(Infinity)\n      else if (batch.length > 0) await transmit(batch, shared.isEnded)\n",
    test: model,
  },
  'Retry sends nothing': {
    file: 'src/react/store/store.ts',
    find: 'if (updates.length > 0) results.push(apply(updates))',
    replace: '',
    test: model,
  },
  'a list is sent with later changes that may fail': {
    file: 'src/react/streak/streakStores.ts',
    find: 'queryClient.getQueryData<StreakSettings>(key) ?? shown',
    replace: 'shown',
    test: 'test/react/streak/streakStores.test.ts',
  },
}

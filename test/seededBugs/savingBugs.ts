import type { SeededBugs } from './seededBug.js'

const model = 'test/react/store/tabs.model.test.ts'
const test = 'test/react/store/savesOverTime.test.ts'

/** Bugs of saves that last: pages that close, stored changes, lost and late answers, several tabs. */
export const savingBugs: SeededBugs = {
  'a closing page sends only what waits': {
    file: 'src/react/store/changeSender.ts',
    find: '({ isRestored }) => !isRestored',
    replace:
      "({ state, notBefore = 0, isRestored }) => state === 'waiting' && notBefore <= Date.now() && !isRestored",
    test: model,
  },
  'a closing page sends changes of two turns': {
    file: 'src/react/store/changeSender.ts',
    find: 'order.turn === last?.turn && ',
    replace: '',
    test,
  },
  'a restored change is sent without a read': {
    file: 'src/react/store/changeTransmitter.ts',
    find: 'isRestored === true || (isUnknown === true && !isOrdered())',
    replace: 'isUnknown === true && !isOrdered()',
    test,
  },
  'a restored change of another user is sent': {
    file: 'src/react/store/storedQueue.ts',
    find: 'const prefix = `identikit:queue:${userKey}:`',
    replace: 'const prefix = `identikit:queue:`',
    test,
  },
  'stored changes are deleted before they are stored again': {
    file: 'src/react/store/storedQueue.ts',
    find: 'taken.push([key, resource])',
    replace: 'drop(key, resource)',
    test,
  },
  'the stored changes of an open tab are taken over': {
    file: 'src/react/store/storedQueue.ts',
    find: 'const wait = tab.isClosed ? 0 : tab.openAt + openTimeout - Date.now()',
    replace: 'const wait = 0',
    test,
  },
  'the stored changes of a killed tab are forgotten': {
    file: 'src/react/store/storedQueue.ts',
    find: 'lookAfter = Math.min(lookAfter, wait)',
    replace: 'lookAfter = Infinity',
    test: model,
  },
  'the stored changes of another version are deleted': {
    file: 'src/react/store/storedQueue.ts',
    find: 'if (!isRecent && !isOfOtherVersion(tab))',
    replace: 'if (!isRecent)',
    test,
  },
  'answered changes stay stored': {
    file: 'src/react/store/store.ts',
    find: 'storedQueue?.save(resource, pending)',
    replace: 'if (queue.getPending().length > 0) storedQueue?.save(resource, pending)',
    test: model,
  },
  'changes stay stored after the user signed out': {
    file: 'src/react/store/stores.ts',
    find: 'storedQueue?.clear()',
    replace: '',
    test: model,
  },
  'a page closes without a question though its storage is full': {
    file: 'src/react/store/storedQueue.ts',
    find: 'isStored = writeStored(page, ownKey, isEmpty ? undefined : tab)',
    replace: 'isStored = writeStored(page, ownKey, isEmpty ? undefined : tab) || true',
    test,
  },
  'a choice of the page is replaced by one that an earlier page left': {
    file: 'src/react/store/store.ts',
    find: 'if (seq <= (lastChoices.get(key)?.seq ?? 0)) return []',
    replace: '',
    test,
  },
  'a request has the order of its oldest change': {
    file: 'src/react/store/changeTransmitter.ts',
    find: '(a.seq > b.seq ? a : b)',
    replace: '(a.seq < b.seq ? a : b)',
    test,
  },
  'an older turn is sent with the order of a newer one': {
    file: 'src/react/store/changeSender.ts',
    find: 'entry.order.turn === first.order.turn &&',
    replace: '',
    test,
  },
  'two pages have the same turn': {
    file: 'src/react/store/writer.ts',
    find: 'if (isNewTurn) turn = lastSeq',
    replace: 'if (isNewTurn) turn += 1',
    test: 'test/react/store/takeOver.test.ts',
  },
  'each tab is a writer of its own': {
    file: 'src/react/store/writer.ts',
    find: 'const order = { writer, seq: lastSeq }',
    replace: 'const order = { writer: ownId, seq: lastSeq }',
    test,
  },
  'a superseded change counts as saved': {
    file: 'src/react/store/changeTransmitter.ts',
    find: 'else if (isSuperseded && !isHeld(data, entry)) queue.patch([entry], () => undefined)',
    replace: '',
    test,
  },
  'the refusal of one change fails its request': {
    file: 'src/react/store/changeTransmitter.ts',
    find: 'if (error) end([entry], error)',
    replace: 'if (error) end(batch, error)',
    test,
  },
  'retries continue after sign-out': {
    file: 'src/react/store/changeSender.ts',
    find: 'shared.isEnded = true',
    replace: '',
    test,
  },
  'tries that fail offline are counted': {
    file: 'src/react/store/changeTransmitter.ts',
    find: 'const isInterrupted = !page.isOnline() || state.isLeaving',
    replace: 'const isInterrupted = false',
    test,
  },
  'a change of an offline page is sent': {
    file: 'src/react/store/changeSender.ts',
    find: 'shared.requests > 0 || !page.isOnline()\n',
    replace: 'shared.requests > 0\n',
    test,
  },
  'changes do not resume when the connection returns': {
    file: 'src/react/store/changeSender.ts',
    find: 'triedAt: undefined }))\n        shared.wake()',
    replace: 'triedAt: undefined }))',
    test: model,
  },
  'the time offline counts for the retries': {
    file: 'src/react/store/changeSender.ts',
    find: 'queue.patch(getWaiting(), () => ({ triedAt: undefined }))',
    replace: '',
    test,
  },
  'a new change waits for one that failed before': {
    file: 'src/react/store/changeSender.ts',
    find: 'ready.find(({ isUnknown }) => !isUnknown) ?? ready[0]',
    replace: 'ready[0]',
    test,
  },
  'a value that an earlier write set counts as saved': {
    file: 'src/react/store/changeTransmitter.ts',
    find: 'if (isOrdered()) queue.patch(held, () => ({ notBefore: 0 }))\n    else end(held)',
    replace: 'end(held)',
    test,
  },
  'turning on a setting turns on its channel': {
    file: 'src/react/preferences/usePreference.ts',
    find: '[{ type: target.type, channel: target.channel, enabled }]',
    replace:
      '[{ type: target.type, channel: target.channel, enabled }, { channel: target.channel, enabled }]',
    test: 'test/react/preferences/parents.test.tsx',
  },
  'a setting that becomes locked leaves its row as it is': {
    file: 'src/react/preferences/preferenceTopics.ts',
    find: 'describe(a) === describe(b)',
    replace: 'a.label === b.label',
    test: 'test/react/preferences/preferenceTopics.test.ts',
  },
}

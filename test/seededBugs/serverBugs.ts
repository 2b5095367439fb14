import type { SeededBugs } from './seededBug.js'

/** Bugs of the handler. */
export const serverBugs: SeededBugs = {
  'a queued write is sent after its deadline': {
    file: 'src/server/handler.ts',
    find: 'write.apply({ signal, source,',
    replace: 'write.apply({ source,',
    test: 'test/server/order/slowService.test.ts',
  },
  'an older write overwrites a newer one at the handler': {
    file: 'src/server/order/orderRecord.ts',
    find: 'return last > order.seq ||',
    replace: 'return last > order.seq + 1 ||',
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
    test: 'test/server/preferences/lockedSettings.test.ts',
  },
  'a new user is not identified before the first write': {
    file: 'src/server/provision/provisionedAdapter.ts',
    find: 'await identifyNew(id)\n          return call(id, ...input)',
    replace: 'return call(id, ...input)',
    test: 'test/server/provision/provision.test.ts',
  },
  'a deleted user is created again by an old session': {
    file: 'src/server/provision/provisionedAdapter.ts',
    find: 'await deleted?.add(id)',
    replace: '',
    test: 'test/server/provision/provision.test.ts',
  },
  'a path beside the base path is served': {
    file: 'src/server/route.ts',
    find: 'pathname === basePath + path',
    replace: 'pathname.endsWith(path) && pathname.startsWith(basePath)',
    test: 'test/server/route.test.ts',
  },
  'long choices make preferences unreadable': {
    file: 'src/server/preferences/boundAdapter.ts',
    find: 'size + bytes > maxPreferenceBytes',
    replace: 'size + bytes > 64 * maxPreferenceBytes',
    test: 'test/server/preferences/limits.test.ts',
  },
  'a service that is down answers reads with 200': {
    file: 'src/server/readRoutes.ts',
    find: 'if (!first || isAnswered) return results',
    replace: 'if (results.length > 0) return results',
    test: 'test/server/callAdapter.test.ts',
  },
  'a slow body keeps its connection': {
    file: 'src/server/readBody.ts',
    find: 'timeout: stepTimeout',
    replace: 'timeout: 2 ** 31 - 1',
    test: 'test/server/requestDeadline.test.ts',
  },
  'a tenant reads the preferences of the person without one': {
    file: 'src/server/scopedAdapter.ts',
    find: 'get: (id, options) => get(id, { ...options, scope }),\n    update: (id, change',
    replace: 'get,\n    update: (id, change',
    test: 'test/server/access/scope.test.ts',
  },
  'a tenant changes the schedule of the person without one': {
    file: 'src/server/scopedAdapter.ts',
    find: 'update(id, patch, { ...options, scope })',
    replace: 'update(id, patch, options)',
    test: 'test/server/access/scope.test.ts',
  },
  'a message is sent during a pause': {
    file: 'src/core/schedule/schedule.ts',
    find: 'Date.parse(pausedUntil) > at',
    replace: 'Date.parse(pausedUntil) < at',
    test: 'test/server/delivery/decideTime.test.ts',
  },
  'hours across midnight belong to one day only': {
    file: 'src/core/schedule/openHours.ts',
    find: 'to + dayMinutes - from',
    replace: 'dayMinutes - from',
    test: 'test/core/schedule/openHours.test.ts',
  },
  'a link makes messages come more often': {
    file: 'src/server/unsubscribe/unsubscribeActions.ts',
    find: 'if (!isRarer(frequency, getFrequency(setting))) return {}',
    replace: '',
    test: 'test/server/unsubscribe/unsubscribe.test.ts',
  },
  'an undo of a link replaces a later pause': {
    file: 'src/server/unsubscribe/unsubscribeActions.ts',
    find: 'if (held === made)',
    replace: 'if (held !== null)',
    test: 'test/server/unsubscribe/unsubscribe.test.ts',
  },
  'a link stores nothing for a user whom the service does not know': {
    file: 'src/server/unsubscribe/unsubscribeActions.ts',
    find: 'await client.users.identify(userId, patch, { source })',
    replace: 'return',
    test: 'test/server/unsubscribe/unsubscribe.results.test.ts',
  },
  'a scope of another user is served': {
    file: 'src/server/requestHeaders.ts',
    find: 'scope !== undefined && scopes.includes(scope)',
    replace: 'scope !== undefined',
    test: 'test/server/access/scope.test.ts',
  },
  'a page of any origin is trusted beside a list': {
    file: 'src/server/originCheck.ts',
    find: "trusted === undefined && site === 'same-origin'",
    replace: "site === 'same-origin'",
    test: 'test/server/access/originCheck.test.ts',
  },
  'a read-only session writes': {
    file: 'src/server/authorization.ts',
    find: 'if (isReadOnly && !isRead)',
    replace: 'if (isReadOnly && isRead)',
    test: 'test/server/access/readOnly.test.ts',
  },
  'a read-only session writes if the host does not answer': {
    file: 'src/server/authorization.ts',
    find: "if (typeof answer === 'boolean') return answer",
    replace: 'if (answer !== null) return answer === true',
    test: 'test/server/access/readOnly.test.ts',
  },
  'a session sees the history of every scope': {
    file: 'src/server/history/filterHistory.ts',
    find: 'if (scope !== undefined && !view.scopes.includes(scope)) return undefined',
    replace: '',
    test: 'test/server/history/history.test.ts',
  },
  'a page of the history ends at entries that are left out': {
    file: 'src/server/history/filterHistory.ts',
    find: 'while (found.length < limit) {',
    replace: 'while (start === before && found.length < limit) {',
    test: 'test/server/history/history.test.ts',
  },
}

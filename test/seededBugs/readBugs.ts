import type { SeededBugs } from './seededBug.js'

/** Bugs of reads. */
export const readBugs: SeededBugs = {
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
    file: 'src/react/store/recovery.ts',
    find: 'if ((isMissing || isStale) && canRead(query))',
    replace: 'if (isMissing || isStale)',
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
    find: 'await recovery.beforeRetry(delay)',
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
  'a failed load is not reported': {
    file: 'src/react/store/observedQuery.ts',
    find: 'if (error && !isReported && ',
    replace: 'if (error && isReported && ',
    test: 'test/react/developmentWarnings.ownPage.test.tsx',
  },
  'data is deleted while it is shown': {
    file: 'src/react/store/recovery.ts',
    find: 'setGcTime({ ...options, gcTime: Infinity })',
    replace: '',
    test: 'test/react/store/observedQuery.test.ts',
  },
  'a visible tab reads nothing again': {
    file: 'src/react/store/recovery.ts',
    find: "page.on('visible', refocus)",
    replace: "page.on('visible', check)",
    test: 'test/react/store/observedQuery.test.ts',
  },
  'a resource that an older handler lacks fails the others': {
    file: 'src/adapters/remote/remoteRequests.ts',
    find: 'if (!known) throw error',
    replace: 'throw error',
    test: 'test/server/order/versionSkew.test.ts',
  },
}

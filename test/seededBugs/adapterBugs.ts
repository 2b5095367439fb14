import type { SeededBugs } from './seededBug.js'

const orderModel = 'test/adapters/postgres/order.model.test.ts'

/** Bugs of adapters. */
export const adapterBugs: SeededBugs = {
  'two refused requests refresh the credentials twice': {
    file: 'src/adapters/http/credentials.ts',
    find: 'if (!lastRefresh || lastRefresh === seen) ',
    replace: 'if (lastRefresh !== undefined || seen === undefined) ',
    test: 'test/adapters/http/credentials.test.ts',
  },
  'a row write overwrites what the service holds': {
    file: 'src/adapters/trophy/preferences.ts',
    find: 'if (type === undefined || isChosen.has(type)) continue',
    replace: 'if (type === undefined) continue',
    test: 'test/adapters/trophy/preferences.test.ts',
  },
  'an odd part of an answer is not reported': {
    file: 'src/adapters/http/parseResponse.ts',
    find: 'if (unreadable.length > 0) {',
    replace: 'if (unreadable.length > 1) {',
    test: 'test/adapters/odd/oddAnswers.test.ts',
  },
  'another user of an answer is shown': {
    file: 'src/adapters/http/requireSameUser.ts',
    find: 'if (user.id === id) return user',
    replace: 'if (user.id !== "") return user',
    test: 'test/adapters/odd/answers.test.ts',
  },
  'a list with odd entries is written back without them': {
    file: 'src/adapters/trophy/userRequests.ts',
    find: 'strict: true',
    replace: 'strict: false',
    test: 'test/adapters/odd/answers.test.ts',
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
  'a bulk write of Postgres records what did not change': {
    file: 'src/adapters/postgres/identifyManyFunction.ts',
    find: 'where (m.old_traits -> t.key) is distinct from (m.traits -> t.key)',
    replace: 'where true',
    test: 'test/adapters/postgres/bulkHistory.test.ts',
  },
  'pruning deletes the proof of a choice': {
    file: 'src/adapters/postgres/statements.ts',
    find: 'and c.frequency is not null)))',
    replace: 'and c.frequency is not null)) and false)',
    test: 'test/adapters/postgres/history.test.ts',
  },
  'a browser shows an unreadable part of an answer': {
    file: 'src/adapters/remote/jsonReaders.ts',
    find: 'else isReadable &&= !isRequired',
    replace: '',
    test: 'test/adapters/remote/answerReaders.mutation.test.ts',
  },
  'two tenants share the cache of one page': {
    file: 'src/adapters/remote/remoteClient.ts',
    find: "scope === undefined ? ''",
    replace: "scope !== null ? ''",
    test: 'test/server/access/scope.test.ts',
  },
}

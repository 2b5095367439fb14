import { expect } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { createFieldRules } from '../../src/adapters/http/wireFields.js'
import { userFields } from '../../src/core/user/fields.js'
import { getUsers, openFolder, run } from './cli.fixture.js'

/** A file and what becomes of it. Its personal data holds `sentinel` or `30901820`, which no message may hold. */
export interface ImportCase {
  readonly content: string | Uint8Array
  /** @default 'users.csv' */
  readonly file?: string
  readonly args?: readonly string[]
  /** The number of users that are imported. Without it, the file is refused before anything is sent. */
  readonly done?: number
  /** @default 0 */
  readonly failed?: number
  /** Parts of the users of the service by id. */
  readonly users?: Readonly<Record<string, object>>
  /** What the import prints. */
  readonly says?: RegExp
  /** The reasons in the failures file. */
  readonly reasons?: readonly RegExp[]
}

const personalData = /sentinel|30901820/i

/** Imports a file with `--dry-run` and then into a service, and compares counts, messages, exit codes and users. */
export async function expectImport({
  content,
  file: name = 'users.csv',
  args = [],
  done,
  failed = 0,
  users,
  says = /./,
  reasons = [],
}: ImportCase): Promise<void> {
  const adapter = createMemoryAdapter({
    fields: createFieldRules([...userFields, 'subscribeToEmails']),
  })
  const { file, failures } = openFolder(name, content)
  const command = ['import', file, '--to', 'fake', ...args]
  const dry = await run([...command, '--dry-run'], { adapter })
  expect(adapter.calls).toEqual([])
  const { code, stderr } = await run(command, { adapter })
  expect(stderr).toMatch(says)
  expect(dry.stderr).toMatch(says)
  const kept = failures()
  expect(stderr + dry.stderr + kept.map(({ error }) => error).join()).not.toMatch(personalData)
  expect(code).toBe(done === undefined ? 2 : failed > 0 ? 1 : 0)
  expect(dry.code).toBe(code)
  if (done === undefined) return
  expect(dry.stderr).toContain(`${done} would be imported, ${failed} would fail.`)
  expect(stderr).toContain(`${done} done, ${failed} failed.`)
  expect(kept).toHaveLength(failed)
  for (const [index, reason] of reasons.entries()) expect(kept[index]?.['error']).toMatch(reason)
  const stored = await getUsers(adapter)
  if (users) expect(stored).toMatchObject(users)
  if (users) expect(Object.keys(stored)).toEqual(Object.keys(users))
}

import type { UserAdapter, UserRecord } from '../core/adapter.js'
import { checkUserRecord } from '../core/bulk/checkUserRecord.js'
import type { Item } from './jsonl.js'
import { errorMessage } from './errorMessage.js'
import { print, type Terminal } from './terminal.js'

/** Prints what each record becomes, one JSON object per line, and how many would be refused. */
export async function dryRun(
  items: AsyncIterator<Item>,
  adapter: UserAdapter,
  { stdout }: Terminal,
): Promise<{ done: number; failed: number }> {
  const counts = { done: 0, failed: 0 }
  for (let next = await items.next(); !next.done; next = await items.next()) {
    const shown = shownAs(next.value, adapter)
    counts[shown.error === undefined ? 'done' : 'failed'] += 1
    await print(stdout, `${JSON.stringify(shown)}\n`)
  }
  return counts
}

interface Shown {
  readonly line: number
  readonly user?: UserRecord
  readonly error?: string
}

function shownAs(item: Item, adapter: UserAdapter): Shown {
  const { line } = item
  if ('wrong' in item) return { line, error: item.wrong }
  try {
    const user = checkUserRecord(item.record, adapter)
    adapter.users?.identifyMany?.check?.(user)
    return { line, user }
  } catch (error) {
    return { line, error: errorMessage(error) }
  }
}

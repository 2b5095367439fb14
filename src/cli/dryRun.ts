import type { UserAdapter, UserRecord } from '../core/adapter.js'
import { checkUserRecord } from '../core/bulk/checkUserRecord.js'
import type { PhoneCheck } from '../core/user/checkField.js'
import { loadPhoneCheck } from '../core/contact/loadPhoneReader.js'
import { errorMessage } from './errorMessage.js'
import type { Item } from './source/item.js'
import { print, type Terminal } from './terminal.js'

/** Prints each record as it would be sent, one JSON object per line, and returns the number of valid and invalid records. */
export async function dryRun(
  items: AsyncIterable<Item>,
  adapter: UserAdapter,
  { stdout }: Terminal,
): Promise<{ done: number; failed: number }> {
  const checkPhone = await loadPhoneCheck()
  const counts = { done: 0, failed: 0 }
  for await (const item of items) {
    const result = { line: item.line, ...check(item, adapter, checkPhone) }
    counts[result.error === undefined ? 'done' : 'failed'] += 1
    await print(stdout, `${JSON.stringify(result)}\n`)
  }
  return counts
}

function check(
  item: Item,
  adapter: UserAdapter,
  checkPhone: PhoneCheck | undefined,
): { user?: UserRecord; error?: string } {
  if (item.error !== undefined) return { error: item.error }
  try {
    const user = checkUserRecord(item.record, adapter, checkPhone)
    adapter.users?.identifyMany?.check?.(user)
    return { user }
  } catch (error) {
    return { error: errorMessage(error) }
  }
}

import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { createQueue } from '../http/queue.js'
import type { UserRequests } from './userRequests.js'

/**
 * Creates the devices member. Trophy stores one list of tokens, so it is read first and written back whole if it changes. The
 * changes of one user run one after the other.
 */
export function createTrophyDevices({ readLists, write }: UserRequests): DevicesMember {
  const enqueue = createQueue()

  async function change(
    id: string,
    options: RequestOptions,
    edit: (tokens: readonly unknown[]) => readonly unknown[],
  ): Promise<void> {
    await enqueue(id, options.signal, async () => {
      const before = (await readLists(id, options)).deviceTokens ?? []
      const body = { deviceTokens: edit(before) }
      if (body.deviceTokens.length !== before.length) await write('PATCH', id, body, options)
    })
  }

  return {
    async add(id, { token, ...others }, options = {}) {
      const problem =
        'is not stored: Trophy stores bare tokens and sets their kind in its dashboard'
      const entries = Object.entries(others).filter(([, value]) => value !== undefined)
      if (entries.length > 0) {
        throw invalid('devices.add', Object.fromEntries(entries.map(([key]) => [key, problem])))
      }
      await change(id, options, (tokens) => (tokens.includes(token) ? tokens : [...tokens, token]))
    },
    async remove(id, token, options = {}) {
      await change(id, options, (tokens) => tokens.filter((item) => item !== token))
    },
  }
}

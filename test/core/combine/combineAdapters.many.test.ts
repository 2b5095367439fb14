import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import {
  combineAdapters,
  IdentikitError,
  type IdentifyManyMember,
  type UserAdapter,
} from '../../../src/core.js'

describe('many users at once, combined', () => {
  const taker = (limit: number, refuses: readonly string[] = []): IdentifyManyMember => ({
    limit,
    send: (users) => {
      const refused = users.filter(({ id }) => refuses.includes(id))
      const error = new IdentikitError('invalid', 'No.', { fields: { name: 'is wrong' } })
      return Promise.resolve(refused.map(({ id }) => ({ id, error })))
    },
  })
  const taking = (id: string, identifyMany: IdentifyManyMember): UserAdapter => ({
    ...createMemoryAdapter({ id }),
    users: { identifyMany },
  })

  it('takes the smallest batches, and says who was not taken where', async () => {
    const users = [taking('left', taker(1000, ['grace'])), taking('right', taker(2, ['alan']))]
    const client = createAdminClient(combineAdapters({ users }))
    const progress: number[] = []
    const records = ['ada', 'grace', 'alan'].map((id) => ({ id, name: id }))
    const { done, failed } = await client.users.identifyMany(records, {
      onProgress: (now) => void progress.push(now.done + now.failed),
    })
    expect(progress).toEqual([2, 3])
    expect(done).toBe(1)
    expect(failed.map(({ id, error }) => [id, error.message])).toEqual([
      ['grace', expect.stringContaining('taken by right, and not by left.')],
      ['alan', expect.stringContaining('taken by left, and not by right.')],
    ])
  })

  it('sends nobody anywhere whom the rules of one refuse', async () => {
    const sent: string[] = []
    const heard: IdentifyManyMember = {
      limit: 5,
      send: async (all) => {
        sent.push(...all.map(({ id }) => id))
        return []
      },
    }
    const strict = {
      ...taker(5),
      check({ id }: { readonly id: string }) {
        if (id.includes('/')) throw new IdentikitError('invalid', 'No.')
      },
    }
    const users = [taking('left', heard), taking('right', strict)]
    const client = createAdminClient(combineAdapters({ users }))
    const result = await client.users.identifyMany([{ id: 'a/b' }, { id: 'ada' }])
    expect(result).toMatchObject({ done: 1, failed: [{ id: 'a/b' }] })
    expect(sent).toEqual(['ada'])
  })

  it('is not there where one of them cannot', () => {
    const users = [
      taking('left', taker(1)),
      createMemoryAdapter({ without: ['users.identifyMany'] }),
    ]
    expect(createAdminClient(combineAdapters({ users })).capabilities?.users).not.toContain(
      'identifyMany',
    )
  })
})

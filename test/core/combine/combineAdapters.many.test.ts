import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import {
  combineAdapters,
  IdentikitError,
  type IdentifyManyMember,
  type UserAdapter,
} from '../../../src/core.js'

describe('combineAdapters: identifyMany', () => {
  const createMember = (limit: number, refuses: readonly string[] = []): IdentifyManyMember => ({
    limit,
    send: (users) => {
      const refused = users.filter(({ id }) => refuses.includes(id))
      const error = new IdentikitError('invalid', 'No.', { fields: { name: 'is wrong' } })
      return Promise.resolve(refused.map(({ id }) => ({ id, error })))
    },
  })
  const createAdapter = (id: string, identifyMany: IdentifyManyMember): UserAdapter => ({
    ...createMemoryAdapter({ id }),
    users: { identifyMany },
  })

  it('sends batches of the smallest limit and names the services of each failure', async () => {
    const users = [
      createAdapter('left', createMember(1000, ['grace'])),
      createAdapter('right', createMember(2, ['alan'])),
    ]
    const client = createAdminClient(combineAdapters({ users }))
    const progress: number[] = []
    const records = ['ada', 'grace', 'alan'].map((id) => ({ id, name: id }))
    const { done, failed } = await client.users.identifyMany(records, {
      onProgress: (now) => void progress.push(now.done + now.failed),
    })
    expect(progress).toEqual([2, 3])
    expect(done).toBe(1)
    expect(failed.map(({ id, error }) => [id, error.message])).toEqual([
      ['grace', expect.stringContaining('succeeded at right and failed at left.')],
      ['alan', expect.stringContaining('succeeded at left and failed at right.')],
    ])
  })

  it('sends a user to no service if the rules of one refuse the user', async () => {
    const sent: string[] = []
    const recording: IdentifyManyMember = {
      limit: 5,
      send: async (all) => {
        sent.push(...all.map(({ id }) => id))
        return []
      },
    }
    const strict = {
      ...createMember(5),
      check({ id }: { readonly id: string }) {
        if (id.includes('/')) throw new IdentikitError('invalid', 'No.')
      },
    }
    const users = [createAdapter('left', recording), createAdapter('right', strict)]
    const client = createAdminClient(combineAdapters({ users }))
    const result = await client.users.identifyMany([{ id: 'a/b' }, { id: 'ada' }])
    expect(result).toMatchObject({ done: 1, failed: [{ id: 'a/b' }] })
    expect(sent).toEqual(['ada'])
  })

  it('is absent if one of the services lacks it', () => {
    const users = [
      createAdapter('left', createMember(1)),
      createMemoryAdapter({ without: ['users.identifyMany'] }),
    ]
    expect(createAdminClient(combineAdapters({ users })).capabilities?.users).not.toContain(
      'identifyMany',
    )
  })
})

import { expect, it } from 'vitest'
import {
  createMemoryAdapter,
  type MemoryAdapterOptions,
} from '../../../src/adapters/memory/memory.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import {
  combineAdapters,
  type CombineAdaptersOptions,
  type UserAdapter,
} from '../../../src/core.js'

const ada = 'ada'

const memory = (id: string, options: MemoryAdapterOptions = {}) =>
  createMemoryAdapter({ id, users: [{ id: ada }], ...options })

const combine = (options: CombineAdaptersOptions) => createAdminClient(combineAdapters(options))

it('users.delete of a combination: deletes the user at the services of preferences, schedules and so on, too', async () => {
  const [a, b] = [memory('left'), memory('right')]
  const other = memory('other')
  const streak = memory('streak')
  const kept = memory('kept', { without: ['users.delete'] })
  const owners = { preferences: other, schedule: other, streak, devices: a, history: kept }
  const { users } = combine({ users: [a, b], ...owners })
  other.faults.offline = true
  await expect(users.delete(ada)).rejects.toMatchObject({
    code: 'network',
    message: expect.stringMatching(
      /succeeded at left, right, streak and failed at other\./,
    ) as unknown,
  })
  other.faults.offline = false
  await users.delete(ada)
  for (const service of [a, b, other, streak])
    await expect(service.users?.get?.(ada)).rejects.toMatchObject({ code: 'not-found' })
  expect(other.calls.filter(({ member }) => member === 'users.delete')).toHaveLength(2)
  expect(await kept.users?.get?.(ada)).toMatchObject({ id: ada })
})

it('users.delete of a combination: archives at the services of users only, and erases nowhere then', async () => {
  const [a, b] = [memory('left'), memory('right')]
  const archived: string[] = []
  const archive = async (id: string) => void archived.push(id)
  const archiving = (service: UserAdapter): UserAdapter => ({
    ...service,
    users: { ...service.users, delete: archive },
  })
  const other = memory('other')
  const { users } = combine({ users: [archiving(a), archiving(b)], preferences: other })
  await users.delete(ada, { archive: true })
  expect(archived).toEqual([ada, ada])
  expect(other.calls).toEqual([])
})

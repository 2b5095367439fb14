import type { AdminClient } from '../../../src/core/adminClient.js'
import { toIdentikitError } from '../../../src/core/errors.js'

/** Counts results: `saved`, or the code of the error. */
export type Tally = Readonly<Record<string, number>>

/** Returns the numbers from 0 on. */
export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Runs tasks, a number of them at a time, and counts their results. */
export async function runTasks(
  workers: number,
  tasks: readonly (() => Promise<unknown>)[],
): Promise<Tally> {
  const tally: Record<string, number> = {}
  const queue = tasks.values()
  async function work(): Promise<void> {
    for (const task of queue) {
      const result = await task().then(
        () => 'saved',
        (error: unknown) => toIdentikitError(error).code,
      )
      tally[result] = (tally[result] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return tally
}

/** Returns tasks of different new users, who change everything that they have. */
export function createUserTasks(client: AdminClient, count: number) {
  const { users, preferences, streak, devices } = client
  return range(count).map((index) => async () => {
    const id = `user ${index}`
    await users.identify(id, { name: id }, { preferences: [{ type: 'news', enabled: true }] })
    await preferences.update(id, { type: 'news', channel: 'email', enabled: false })
    await users.update(id, { traits: { plan: 'pro' } })
    await streak.update(id, { daysOff: [index % 7] })
    await devices.add(id, { token: `token ${index}` })
    await preferences.update(id, [
      { type: 'news', channel: 'push', enabled: true },
      { type: 'offers', enabled: false },
    ])
    await preferences.get(id)
    await users.get(id)
  })
}

/** Returns tasks that change the settings of one user through several clients, as several processes do. */
export function createOneUserTasks(clients: readonly AdminClient[], id: string, count: number) {
  return range(count).map((index) => async () => {
    const client = clients[index % clients.length]
    if (index % 5 === 0) await client?.users.update(id, { name: `Name ${index}` })
    else
      await client?.preferences.update(id, { type: `type ${index % 3}`, enabled: index % 2 === 0 })
  })
}

/** The users into whom `createMergeTasks` merges. */
export const members = range(4).map((index) => `member ${index}`)

const memberAt = (index: number) => members[index % members.length] ?? ''

/** Returns tasks that merge guests into a few users, who write meanwhile. */
export function createMergeTasks({ users, preferences, devices }: AdminClient, count: number) {
  return range(count).map((index) => () => {
    const other = memberAt(index + 1)
    return Promise.all([
      users.merge({ from: `guest ${index}`, into: memberAt(index) }),
      preferences.update(other, { type: `type ${index % 3}`, channel: 'push', enabled: true }),
      devices.add(other, { token: `shared ${index % 3}` }),
    ])
  })
}

/** Creates the guests and users of `createMergeTasks`. */
export async function createGuests({ users, preferences, devices }: AdminClient, count: number) {
  for (const member of members) await users.create(member, {})
  const tasks = range(count).map((index) => async () => {
    const guest = `guest ${index}`
    await users.create(guest, { name: guest })
    await preferences.update(guest, [
      { type: `type ${index % 3}`, channel: 'push', enabled: false },
      { type: `own type ${index}`, enabled: true },
    ])
    await devices.add(guest, { token: `shared ${index % 3}` })
  })
  await runTasks(5, tasks)
}

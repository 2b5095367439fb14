import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'

const answer = { rows: [{ answer: '{"data":{}}' }] }

/** Opens an adapter without a database: its tables exist, and each write fails as often as `failures` says. */
function openScripted(failures: number, code: string, message = 'rolled back') {
  const times: number[] = []
  const adapter = createPostgresAdapter({
    async query(text) {
      if (text.includes('to_regclass')) return { rows: [{ answer: 'there' }] }
      if (text.includes('identikit_migrations')) return { rows: [{ answer: '1 1' }] }
      times.push(performance.now())
      if (times.length <= failures) throw Object.assign(new Error(message), { code })
      return answer
    },
  })
  const update = (signal?: AbortSignal) => {
    const write = adapter.streak?.update('ada', { enabled: false }, { signal })
    return write?.then(
      () => 'saved',
      (error: unknown) => error,
    )
  }
  return { update, times }
}

const ownKey = 'duplicate key value violates unique constraint "identikit_preferences_pkey"'
const ownReference =
  'insert on table "x" violates foreign key constraint "identikit_devices_user_id_fkey"'
const hostKey = 'duplicate key value violates unique constraint "identikit_users_email_idx"'

describe('postgres: statements that Postgres rolled back', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })
  afterEach(() => vi.useRealTimers())

  it.each([
    ['40001', undefined],
    ['40P01', undefined],
    ['55P03', undefined],
    ['23505', ownKey],
    ['23505', ownKey.replace('_pkey', '_pkey_102008')],
    ['23503', ownReference],
  ])('are repeated after %s', async (code, message) => {
    const { update, times } = openScripted(12, code, message)
    const saved = update()
    await vi.runAllTimersAsync()
    expect(await saved).toBe('saved')
    expect(times).toHaveLength(13)
  })

  it('are repeated with a growing random pause', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { update, times } = openScripted(9, '40001')
    const saved = update()
    await vi.runAllTimersAsync()
    expect(await saved).toBe('saved')
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 250, 250, 250])
  })

  it.each([
    ['40001', undefined, 'conflict'],
    ['23505', ownKey, 'conflict'],
    ['23503', ownReference, 'not-found'],
  ])('%s is thrown after ten seconds', async (code, message, expected) => {
    const { update, times } = openScripted(Infinity, code, message)
    const saved = update()
    await vi.runAllTimersAsync()
    expect(await saved).toMatchObject({ code: expected })
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(10_000)
    expect(times.length).toBeGreaterThan(20)
  })

  it('are not repeated after the caller aborts', async () => {
    const { update, times } = openScripted(Infinity, '40001')
    const controller = new AbortController()
    const saved = update(controller.signal)
    await vi.advanceTimersByTimeAsync(1000)
    const reason = new Error('too late')
    controller.abort(reason)
    expect(await saved).toBe(reason)
    const count = times.length
    await vi.runAllTimersAsync()
    expect(times).toHaveLength(count)
  })

  it.each([
    ['08006', undefined, 'network'],
    ['57P01', undefined, 'network'],
    ['57P03', 'the database system is in recovery mode', 'network'],
    ['23505', hostKey, 'invalid'],
    ['22001', undefined, 'invalid'],
  ])('other failures like %s are not repeated', async (code, message, expected) => {
    const { update, times } = openScripted(1, code, message)
    expect(await update()).toMatchObject({ code: expected })
    expect(times).toHaveLength(1)
  })
})

describe('postgres: the writes of one user', () => {
  /** Opens an adapter whose writes are answered by `answers`, in the order of their start. */
  function openHeld() {
    const answers: (() => void)[] = []
    const adapter = createPostgresAdapter({
      async query(text) {
        if (text.includes('to_regclass')) return { rows: [{ answer: 'there' }] }
        if (text.includes('identikit_migrations')) return { rows: [{ answer: '1 1' }] }
        await new Promise<void>((resolve) => {
          answers.push(resolve)
        })
        return answer
      },
    })
    const update = async (id: string, signal?: AbortSignal) =>
      adapter.streak?.update(id, { enabled: false }, { signal })
    return { update, answers }
  }

  it('run one after the other, beside those of other users', async () => {
    const { update, answers } = openHeld()
    const first = update('ada')
    const second = update('ada')
    const other = update('grace')
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[1]?.()
    await other
    expect(answers).toHaveLength(2)
    answers[0]?.()
    await first
    await vi.waitFor(() => expect(answers).toHaveLength(3))
    answers[2]?.()
    await second
  })

  it('an aborted write does not hold up the next, and never starts if it waits', async () => {
    const { update, answers } = openHeld()
    const controller = new AbortController()
    const aborted = [update('ada', controller.signal), update('ada', controller.signal)]
    const next = update('ada')
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    const reason = new Error('too late')
    controller.abort(reason)
    const rejected = { status: 'rejected', reason }
    expect(await Promise.allSettled(aborted)).toEqual([rejected, rejected])
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[1]?.()
    await next
    expect(answers).toHaveLength(2)
  })
})

import { gzipSync } from 'node:zlib'
import { randomBytes } from 'node:crypto'
import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { IdentikitError } from '../../src/core/errors.js'
import { getUsers, jsonl, openFolder, run } from './cli.fixture.js'

const people = (size: number) =>
  Array.from({ length: size }, (_, n) =>
    n % 50 === 7 ? { id: `user ${n}`, email: 'ada' } : { id: `user ${n}`, traits: { n } },
  )

describe('identikit import --resume', () => {
  it('continues after the requests in flight, so that no user is sent twice', async () => {
    const adapter = createMemoryAdapter()
    const { file, failures, progress } = openFolder('users.jsonl', jsonl(people(300)))
    const args = ['import', file, '--to', 'fake', '--resume']
    for (const at of [40, 130, 250]) {
      let stop = () => {}
      adapter.faults.fail = () => {
        if (adapter.calls.length === at) stop()
        return undefined
      }
      const { code, stderr } = await run(args, {
        adapter,
        interrupt: (interrupt) => (stop = interrupt),
      })
      expect(code).toBe(130)
      expect(stderr).toContain('--resume')
      expect(progress()).toMatch(/"settled":\d+/)
    }
    const { code, stderr } = await run(args, { adapter })
    expect(code).toBe(1)
    expect(stderr).toContain('294 done, 6 failed.')
    const sent = adapter.calls.map(({ id }) => id)
    expect(sent).toHaveLength(294)
    expect(new Set(sent).size).toBe(294)
    expect(failures().map(({ line }) => line)).toEqual([8, 58, 108, 158, 208, 258])
    expect(progress()).toBeUndefined()
  })

  it('interrupts and continues the import of a gzipped file', async () => {
    const adapter = createMemoryAdapter()
    // Larger than the buffers of streams, so that most of it isn't read when the import ends.
    const rows = Array.from(
      { length: 1500 },
      (_, n) => `user ${n},${randomBytes(300).toString('base64')}`,
    )
    const { file } = openFolder('users.csv.gz', gzipSync(`id,traits.key\n${rows.join('\n')}\n`))
    let stop = () => {}
    adapter.faults.fail = () => void (adapter.calls.length === 300 && stop())
    const args = ['import', file, '--to', 'fake', '--resume']
    const first = await run(args, { adapter, interrupt: (interrupt) => (stop = interrupt) })
    expect(first.code).toBe(130)
    const { code, stderr } = await run(args, { adapter })
    expect([code, stderr]).toEqual([0, '1,500 done, 0 failed.\n'])
    expect(new Set(adapter.calls.map(({ id }) => id)).size).toBe(adapter.calls.length)
  })

  it('continues at the last checkpoint when requests were aborted', async () => {
    const adapter = createMemoryAdapter()
    const { file } = openFolder('users.jsonl', jsonl(people(300)))
    let stop = () => {}
    adapter.faults.fail = () => {
      if (adapter.calls.length === 100) {
        adapter.faults.pause = true
        stop()
        setTimeout(() => stop(), 5)
      }
      return undefined
    }
    const args = ['import', file, '--to', 'fake']
    const first = await run(args, { adapter, interrupt: (interrupt) => (stop = interrupt) })
    expect(first.code).toBe(130)
    adapter.faults.pause = false
    adapter.faults.fail = undefined
    const second = await run([...args, '--resume'], { adapter })
    expect(second.stderr).toContain('294 done, 6 failed.')
    const users = await getUsers(adapter)
    const good = people(300).filter((user) => 'traits' in user)
    expect(users).toEqual(Object.fromEntries(good.map((user) => [user.id, user])))
  })

  it('sends users again that failed with a wrong key', async () => {
    const adapter = createMemoryAdapter()
    adapter.faults.fail = ({ id }) =>
      id === 'user 99' ? new IdentikitError('unauthorized', 'Gone.', { status: 401 }) : undefined
    const { file, failures } = openFolder('users.jsonl', jsonl(people(200)))
    expect((await run(['import', file, '--to', 'fake'], { adapter })).code).toBe(1)
    expect(failures().every(({ line }) => Number(line) % 50 === 8)).toBe(true)
    adapter.faults.fail = undefined
    const { stderr } = await run(['import', file, '--to', 'fake', '--resume'], { adapter })
    expect(stderr).toContain('196 done, 4 failed.')
    expect(Object.keys(await getUsers(adapter))).toHaveLength(196)
  })

  it('appends to the failures file, even after an incomplete last line', async () => {
    const adapter = createMemoryAdapter()
    const { file, at, failures } = openFolder('users.jsonl', jsonl(people(100)))
    let stop = () => {}
    adapter.faults.fail = () => void (adapter.calls.length === 20 && stop())
    const args = ['import', file, '--to', 'fake']
    await run(args, { adapter, interrupt: (interrupt) => (stop = interrupt) })
    adapter.faults.fail = undefined
    appendFileSync(at('.failed.jsonl'), '{"line":58,"err')
    const elsewhere = await run([...args, '--resume', '--failures', at('.other')], { adapter })
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      2,
      expect.stringContaining(`its failures to ${at('.failed.jsonl')}. Set --failures`),
    ])
    const { stderr } = await run([...args, '--resume'], { adapter })
    expect(stderr).toContain('98 done, 2 failed.')
    const lines = readFileSync(at('.failed.jsonl'), 'utf8').trim().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^{"line":8,.*}$/),
      '{"line":58,"err',
      expect.stringMatching(/^{"line":58,.*}$/),
    ])
    expect(() => failures()).toThrow('JSON')
    const progress = await run([...args, '--failures', at('.progress.json')], { adapter })
    expect([progress.code, progress.stderr]).toEqual([2, expect.stringContaining('progress file')])
  })

  it('rejects a changed file and an unreadable progress file', async () => {
    const adapter = createMemoryAdapter()
    const { file, at } = openFolder('users.jsonl', jsonl(people(100)))
    let stop = () => {}
    adapter.faults.fail = () => void (adapter.calls.length === 20 && stop())
    const args = ['import', file, '--to', 'fake']
    await run(args, { adapter, interrupt: (interrupt) => (stop = interrupt) })
    adapter.faults.fail = undefined
    const sent = adapter.calls.length
    const other = await run([...args, '--resume', '--map', 'plan=traits.plan'], { adapter })
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringContaining('another target or --map'),
    ])
    utimesSync(file, 1, 1)
    const changed = await run([...args, '--resume'], { adapter })
    expect(changed.code).toBe(2)
    expect(changed.stderr).toContain('the file was changed')
    writeFileSync(at('.progress.json'), '{"half')
    expect((await run([...args, '--resume'], { adapter })).code).toBe(2)
    expect(adapter.calls).toHaveLength(sent)
    const whole = await run(args, { adapter })
    expect(whole.stderr).toContain('98 done, 2 failed.')
  })
})

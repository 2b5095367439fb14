import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { IdentikitError } from '../../src/core/errors.js'
import { everybody, jsonl, openFolder, run } from './cli.fixture.js'

const people = (size: number) =>
  Array.from({ length: size }, (_, n) =>
    n % 50 === 7 ? { id: `user ${n}`, email: 'nobody' } : { id: `user ${n}`, traits: { n } },
  )

describe('an import that is interrupted', () => {
  it('ends what is under way and goes on there, so that nobody is sent twice', async () => {
    const adapter = createMemoryAdapter()
    const { file, failures, progress } = openFolder('users.jsonl', jsonl(people(300)))
    const args = ['import', file, '--to', 'fake', '--resume']
    for (const at of [40, 130, 250]) {
      let stop = () => {}
      adapter.faults.fail = () => {
        if (adapter.calls.length === at) stop()
        return undefined
      }
      const { code, stderr } = await run(args, { adapter, interrupt: (one) => (stop = one) })
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

  it('begins again where it last was sure when it was cut off, which changes nobody', async () => {
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
    const first = await run(args, { adapter, interrupt: (one) => (stop = one) })
    expect(first.code).toBe(130)
    adapter.faults.pause = false
    adapter.faults.fail = undefined
    const second = await run([...args, '--resume'], { adapter })
    expect(second.stderr).toContain('294 done, 6 failed.')
    const users = await everybody(adapter)
    const good = people(300).filter((one) => 'traits' in one)
    expect(users).toEqual(Object.fromEntries(good.map((one) => [one.id, one])))
  })

  it('goes on after a key was refused, for those who were refused with it too', async () => {
    const adapter = createMemoryAdapter()
    adapter.faults.fail = ({ id }) =>
      id === 'user 99' ? new IdentikitError('unauthorized', 'Gone.', { status: 401 }) : undefined
    const { file, failures } = openFolder('users.jsonl', jsonl(people(200)))
    expect((await run(['import', file, '--to', 'fake'], { adapter })).code).toBe(1)
    expect(failures().every(({ line }) => Number(line) % 50 === 8)).toBe(true)
    adapter.faults.fail = undefined
    const { stderr } = await run(['import', file, '--to', 'fake', '--resume'], { adapter })
    expect(stderr).toContain('196 done, 4 failed.')
    expect(Object.keys(await everybody(adapter))).toHaveLength(196)
  })

  it('keeps the failures of both runs in one file, also where the machine stopped in a line of it', async () => {
    const adapter = createMemoryAdapter()
    const { file, at, failures } = openFolder('users.jsonl', jsonl(people(100)))
    let stop = () => {}
    adapter.faults.fail = () => void (adapter.calls.length === 20 && stop())
    const args = ['import', file, '--to', 'fake']
    await run(args, { adapter, interrupt: (one) => (stop = one) })
    adapter.faults.fail = undefined
    appendFileSync(at('.failed.jsonl'), '{"line":58,"err')
    const elsewhere = await run([...args, '--resume', '--failures', at('.other')], { adapter })
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      2,
      expect.stringContaining(`its failures to ${at('.failed.jsonl')}. Give that`),
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
    expect([progress.code, progress.stderr]).toEqual([2, expect.stringContaining('how far')])
  })

  it('does not go on in another file, nor elsewhere', async () => {
    const adapter = createMemoryAdapter()
    const { file, at } = openFolder('users.jsonl', jsonl(people(100)))
    let stop = () => {}
    adapter.faults.fail = () => void (adapter.calls.length === 20 && stop())
    const args = ['import', file, '--to', 'fake']
    await run(args, { adapter, interrupt: (one) => (stop = one) })
    adapter.faults.fail = undefined
    const sent = adapter.calls.length
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

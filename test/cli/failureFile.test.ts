import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { IdentikitError } from '../../src/core/errors.js'
import { getUsers, jsonl, openFolder, run } from './cli.fixture.js'

describe('identikit import: the failures file', () => {
  it('is never the imported file, even with another path', async () => {
    const { file, failures } = openFolder(
      'users.failed.jsonl',
      '{"line":1,"error":"?","record":{}}\n',
    )
    const same = join(dirname(file), '..', ...file.split('/').slice(-2))
    const spelled = `${dirname(same)}/./users.failed.jsonl`
    const { code, stderr } = await run(['import', file, '--to', 'fake', '--failures', spelled])
    expect([code, stderr]).toEqual([2, expect.stringContaining('the file that is imported')])
    expect(failures(file)).toHaveLength(1)
  })

  it('is moved when the file is imported again, since it may have been corrected', async () => {
    const { file, at, failures } = openFolder('users.jsonl', '{}\n')
    const args = ['import', file, '--to', 'fake']
    await run(args)
    const corrected = { line: 1, error: 'corrected', record: { id: '1' } }
    writeFileSync(at('.failed.jsonl'), jsonl([corrected]))
    const { stderr } = await run(args)
    expect(stderr).toContain('users.jsonl.failed.jsonl.old')
    expect(failures(at('.failed.jsonl.old'))).toEqual([corrected])
    expect(failures()).toHaveLength(1)
  })

  it('is checked before anything is sent', async () => {
    const adapter = createMemoryAdapter()
    const { file, at } = openFolder('users.jsonl', '{"id":"1"}\n')
    mkdirSync(at('.folder'))
    for (const wrong of [at('.none/x.jsonl'), at('.folder')]) {
      const args = ['import', file, '--to', 'fake', '--failures', wrong]
      const { code, stderr } = await run(args, { adapter })
      expect([code, stderr]).toEqual([2, expect.stringContaining(wrong)])
    }
    expect(adapter.calls).toEqual([])
  })

  it('also holds later records of a user whose record failed, so that newer values win', async () => {
    const adapter = createMemoryAdapter()
    const old = { id: '1', name: 'Old', email: 'ada' }
    const records = [{ id: '1', name: 'First' }, old, { id: '2' }, { id: '1', name: 'New' }]
    const { file, at, failures } = openFolder('users.jsonl', jsonl(records))
    const { stderr } = await run(['import', file, '--to', 'fake'], { adapter })
    expect(stderr).toContain('3 done, 1 failed.')
    expect(stderr).toContain('later records of the same users (1). Keep them')
    expect(failures().map(({ line }) => line)).toEqual([2, 4])
    const [failed, ...others] = failures()
    const fixed = { ...failed, record: { ...old, email: 'ada@example.com' } }
    writeFileSync(at('.failed.jsonl'), jsonl([fixed, ...others]))
    const again = await run(['import', at('.failed.jsonl'), '--to', 'fake'], { adapter })
    expect(again.code).toBe(0)
    expect(await getUsers(adapter)).toMatchObject({ 1: { name: 'New', email: 'ada@example.com' } })
  })

  it.each([
    ['is down', new IdentikitError('service', 'Down.', { status: 500 })],
    ['is not at this address', new IdentikitError('bad-answer', 'Down to a page.')],
  ])('stays empty and the import stops when the service %s', async (_state, error) => {
    const adapter = createMemoryAdapter()
    const users = Array.from({ length: 10_500 }, (_, n) => ({ id: `user ${n}` }))
    const { file, failures } = openFolder('users.jsonl', jsonl(users))
    adapter.faults.fail = () => error
    const args = ['import', file, '--to', 'fake', '--resume']
    const first = await run(args, { adapter })
    expect(first.code).toBe(1)
    expect(first.stderr).toMatch(/nothing to resume/)
    expect(first.stderr).toMatch(/Stopped: None of [\d,]+ records in a row was imported\. .*Down/)
    expect(first.stderr).toContain('0 done, 0 failed.')
    expect(failures()).toEqual([])
    adapter.faults.fail = undefined
    expect((await run(args, { adapter })).stderr).toContain('10,500 done, 0 failed.')
  })
})

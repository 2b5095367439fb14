import { statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { IdentikitError } from '../../src/core/errors.js'
import { getUsers, jsonl, key, openFolder, run } from './cli.fixture.js'

describe('identikit import', () => {
  it('imports users from JSONL with types and null', async () => {
    const adapter = createMemoryAdapter({ users: [{ id: 'ada', name: 'Ada', email: 'a@b.io' }] })
    const lines = [
      { id: 'ada', email: null, traits: { plan: 'pro', seats: 3, a: { b: [true, 'x'] } } },
      { id: '__proto__', firstName: 'P', traits: { ['__proto__']: 'kept' } },
    ]
    const { file, failures, progress } = openFolder('users.jsonl', jsonl(lines))
    const { code, stderr, closed } = await run(['import', file, '--to', 'fake'], { adapter })
    expect(stderr).toBe('2 done, 0 failed.\n')
    expect(code).toBe(0)
    expect(closed).toBe(1)
    expect(Object.entries(await getUsers(adapter))).toEqual([
      ['__proto__', { id: '__proto__', firstName: 'P', traits: { ['__proto__']: 'kept' } }],
      ['ada', { id: 'ada', name: 'Ada', traits: { plan: 'pro', seats: 3, a: { b: [true, 'x'] } } }],
    ])
    expect(failures()).toEqual([])
    expect(progress()).toBeUndefined()
    expect(adapter.calls[0]).toMatchObject({ member: 'users.identify', source: 'import' })
  })

  it('continues after broken lines and invalid records, and imports the failures file', async () => {
    const adapter = createMemoryAdapter()
    const content = [
      '{"id":"1"}\r',
      '{"id":"2", broken',
      '',
      '{"id":"3","email":"ada"}',
      '["4"]',
      '{"id":5}',
      '{"id":"6","nickname":"x"}',
      '{"id":"7"}',
    ].join('\n')
    const { file, at, failures } = openFolder('users.jsonl', `\u{FEFF}${content}`)
    const { code, stderr } = await run(['import', file, '--to', 'fake'], { adapter })
    expect(code).toBe(1)
    expect(stderr).toContain('2 done, 5 failed.')
    expect(stderr).toContain(at('.failed.jsonl'))
    expect(failures()).toEqual([
      { line: 2, text: '{"id":"2", broken', error: expect.stringMatching(/not JSON.*one object/) },
      {
        line: 4,
        record: { id: '3', email: 'ada' },
        error: expect.stringContaining('email is not an email address'),
      },
      { line: 5, text: '["4"]', error: expect.stringContaining('not an object') },
      { line: 6, record: { id: 5 }, error: expect.stringContaining('id must be') },
      { line: 7, record: { id: '6', nickname: 'x' }, error: expect.stringContaining('nickname') },
    ])
    expect(statSync(at('.failed.jsonl')).mode & 0o077).toBe(0)

    const corrected = failures().map((line) =>
      line['line'] === 4 ? { ...line, record: { id: '3', email: 'c@example.com' } } : line,
    )
    writeFileSync(at('.failed.jsonl'), jsonl(corrected))
    const again = await run(['import', at('.failed.jsonl'), '--to', 'fake'], { adapter })
    expect(again.stderr).toContain('1 done, 4 failed.')
    expect(failures(at('.failed.jsonl.failed.jsonl'))[0]).toMatchObject({
      line: 1,
      error: expect.stringContaining('could not be read'),
    })
    expect(Object.keys(await getUsers(adapter))).toEqual(['1', '3', '7'])
  })

  it('writes a new failures file for each import, and never overwrites another file', async () => {
    const { file, at, failures } = openFolder('users.jsonl', '{}\n')
    const args = ['import', file, '--to', 'fake']
    expect((await run(args)).code).toBe(1)
    expect((await run(args)).code).toBe(1)
    expect(failures()).toHaveLength(1)
    writeFileSync(file, '{"id":"1"}\n')
    expect((await run(args)).code).toBe(0)
    expect(failures()).toEqual([])
    writeFileSync(at('.mine'), 'precious')
    const { code, stderr } = await run([...args, '--failures', at('.mine')])
    expect(code).toBe(2)
    expect(stderr).toContain("isn't a failures file")
  })

  it('stops at once when the key is refused, and does not print it', async () => {
    const adapter = createMemoryAdapter()
    adapter.faults.fail = () => new IdentikitError('unauthorized', 'Refused.', { status: 401 })
    const lines = Array.from({ length: 500 }, (_, n) => ({ id: `user ${n}` }))
    const { file, failures } = openFolder('users.jsonl', jsonl(lines))
    const { code, stdout, stderr } = await run(['import', file, '--to', 'fake'], { adapter })
    expect(code).toBe(1)
    expect(stderr).toMatch(/Stopped: \[identikit\] Refused\. Check .* key/)
    expect(adapter.calls.length).toBeLessThan(10)
    expect(failures()).toEqual([])
    expect(stdout + stderr).not.toContain(key)
  })

  it('prints no message of another library, which may hold a key', async () => {
    const adapter = createMemoryAdapter()
    adapter.faults.fail = () => new TypeError(`fetch ${key}`) as unknown as IdentikitError
    const { file, failures } = openFolder('users.jsonl', '{"id":"1"}\n')
    const { code, stderr } = await run(['import', file, '--to', 'fake'], { adapter })
    expect(code).toBe(1)
    expect(JSON.stringify([stderr, failures()])).not.toContain('sentinel')
  })

  it('prints what would be sent and sends nothing with --dry-run', async () => {
    const adapter = createMemoryAdapter()
    const content = '{"id":"1","email":" a@example.com "}\n{"id":"2","locale":"?"}\n{\n'
    const { file, failures } = openFolder('users.jsonl', content)
    const args = ['import', file, '--to', 'fake', '--dry-run']
    const { code, stdout, stderr } = await run(args, { adapter })
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { line: 1, user: { id: '1', email: 'a@example.com' } },
      { line: 2, error: expect.stringContaining('locale is not a BCP 47 tag') },
      { line: 3, error: expect.stringContaining('not JSON') },
    ])
    expect(stderr).toBe('Nothing was sent. 1 would be imported, 2 would fail.\n')
    expect(code).toBe(1)
    expect(adapter.calls).toEqual([])
    expect(failures()).toEqual([])
  })

  it.each([10, 20, 30, 40, 80])(
    'draws its progress in one row on a terminal of %i columns',
    async (columns) => {
      const adapter = createMemoryAdapter()
      adapter.faults.latency = 300
      const { file } = openFolder('users.jsonl', '{"id":"1"}\n')
      const options = { adapter, isTTY: true, columns }
      const { stderr } = await run(['import', file, '--to', 'fake'], options)
      const [, drawn = ''] = stderr.split('\r\u001B[K')
      expect(drawn).toMatch(/100%/)
      expect(drawn.length).toBeLessThan(columns)
    },
  )

  it('draws its progress on terminals only, even without a width', async () => {
    const adapter = createMemoryAdapter()
    adapter.faults.latency = 300
    const { file } = openFolder('users.jsonl', '{"id":"1"}\n')
    for (const columns of [undefined, 0]) {
      const options = { adapter, isTTY: true, columns }
      const drawn = await run(['import', file, '--to', 'fake'], options)
      expect(drawn.stderr).toMatch(/\[#{24}\] 100% 0 done, 0 failed\r.*\[K1 done, 0 failed\.\n$/s)
    }
    const plain = await run(['import', file, '--to', 'fake'], { adapter })
    expect(plain.stderr).toBe('1 done, 0 failed.\n')
  })
})

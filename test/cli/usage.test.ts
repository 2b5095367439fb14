import { existsSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { main } from '../../src/cli/main.js'
import { knownTargets } from '../../src/cli/targets.js'
import { key, openFolder, run } from './cli.fixture.js'

describe('identikit: usage', () => {
  it('prints help with --help and -h', async () => {
    for (const args of [['--help'], ['import', '-h'], ['import', 'x.csv', '--help']]) {
      const { code, stdout, stderr } = await run(args)
      expect(code).toBe(0)
      expect(stdout).toMatch(
        /--dry-run[^]*--failures[^]*--resume[^]*FAKE_KEY[^]*Exit codes of import/,
      )
      expect(stderr).toBe('')
    }
  })

  const { file } = openFolder('users.jsonl', '{"id":"1"}\n')
  it.each<[string, readonly string[], RegExp]>([
    ['no command', [], /identikit init, identikit import/],
    ['another command', ['export'], /identikit init, identikit import/],
    ['no file', ['import', '--to', 'fake'], /exactly one file/],
    ['two files', ['import', 'a.csv', key, '--to', 'fake'], /exactly one file/],
    ['no target', ['import', 'a.csv'], /--to fake/],
    ['a wrong target', ['import', 'a.csv', '--to', 'fakee'], /--to fake/],
    ['an inherited property as target', ['import', 'a.csv', '--to', 'constructor'], /--to fake/],
    ['another kind of file', ['import', 'a.pdf', '--to', 'fake'], /\.jsonl .* \.csv/],
    ['a workbook', ['import', 'a.xlsx', '--to', 'fake'], /workbook .*Export it as CSV/],
    ['a column without a field', ['import', 'a.csv', '--to', 'fake', '--map', 'x'], /--map takes/],
    ['an unknown field', ['import', 'a.csv', '--to', 'fake', '--map', 'x=mail'], /--map takes/],
    ['no such file', ['import', '/nowhere/a.csv', '--to', 'fake'], /no file \/nowhere\/a\.csv/],
    ['an unknown option', ['import', 'a.csv', `--key=${key}`], /option --key /],
    ['a key as an option', ['import', 'a.csv', `--${key}`], /An option/],
    ['no number', ['import', 'a.csv', '--to', 'fake', '--concurrency', 'x'], /1 to 99/],
  ])('rejects %s and does nothing', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).toContain('--help')
    expect(stderr + stdout).not.toContain(key)
  })

  it.each<[string, string, string | Uint8Array, RegExp]>([
    [
      'a trait without a name',
      'users.csv',
      'id,traits.\n1,a\n',
      /"traits\." has an incomplete name/,
    ],
  ])('rejects %s and says what to do', async (_, name, content, message) => {
    const folder = openFolder(name, content)
    const { code, stderr } = await run(['import', folder.file, '--to', 'fake'])
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
    expect(folder.failures()).toEqual([])
  })

  it('opens no database with --dry-run', async () => {
    const folder = openFolder('users.jsonl', '{"id":"1"}\n')
    const data = folder.at('.data')
    const args = ['import', folder.file, '--to', 'postgres', '--dry-run']
    const { code, stderr } = await runReal(args, { DATABASE_URL: `pglite:${data}` })
    expect([code, stderr]).toEqual([0, expect.stringContaining('Nothing was sent. 1 would be')])
    expect(existsSync(data)).toBe(false)
  })

  const [key1, key2] = ['sk_sentinel', 'pk_sentinel'] as const
  it.each([
    [
      'knock',
      { KNOCK_API_KEY: key1 },
      { id: 'a/b' },
      /id must have at most 256 characters and contain/,
    ],
    ['knock', { KNOCK_API_KEY: key1 }, { id: '1', traits: { email: 'x' } }, /traits\.email/],
    ['trophy', { TROPHY_API_KEY: key1 }, { id: '1', subscribeToEmails: true }, /email/],
    [
      'engage',
      { ENGAGE_PUBLIC_KEY: key2, ENGAGE_SECRET_KEY: key1 },
      { id: '1', traits: { tz: 'x' } },
      /traits\.tz is the timezone in Engage/,
    ],
  ])(
    'reports with --dry-run what %s would refuse, without a request',
    async (to, env, record, message) => {
      const folder = openFolder('users.jsonl', `${JSON.stringify(record)}\n{"id":"2"}\n`)
      const fetch = vi.spyOn(globalThis, 'fetch')
      const { code, stderr } = await runReal(['import', folder.file, '--to', to, '--dry-run'], env)
      expect(code).toBe(1)
      expect(stderr).toMatch(message)
      expect(stderr).toContain('Nothing was sent. 1 would be imported, 1 would fail.')
      expect(fetch).not.toHaveBeenCalled()
      fetch.mockRestore()
    },
  )

  it('sends to the Notiflows path of the environment', async () => {
    const folder = openFolder('users.jsonl', '{"id":"1"}\n')
    const fetch = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => Response.json({}, { status: 400 }))
    const env = { NOTIFLOWS_PUBLIC_KEY: key2, NOTIFLOWS_SECRET_KEY: key1 }
    const args = ['import', folder.file, '--to', 'notiflows']
    await runReal(args, env)
    await runReal(args, { ...env, NOTIFLOWS_ADMIN_PATH: '/api/admin/v1' })
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'https://api.notiflows.com/admin/v1/users/1',
      'https://api.notiflows.com/api/admin/v1/users/1',
    ])
    fetch.mockRestore()
  })

  it('names the variables that are missing', async () => {
    const folder = openFolder('users.jsonl', '{"id":"1"}\n')
    const { code, stderr } = await run(['import', folder.file, '--to', 'fake'], { env: {} })
    expect([code, stderr]).toEqual([2, expect.stringContaining('Set FAKE_KEY in the environment')])
    expect(file).not.toBe(folder.file)
  })

  it('rejects a wrong header before it opens the target', async () => {
    const folder = openFolder('users.csv', 'id,email,email\n1,a@b.io,a@b.io\n')
    const { code, stderr, closed } = await run(['import', folder.file, '--to', 'fake'])
    expect([code, closed]).toEqual([2, 0])
    expect(stderr).toContain('The column "email" appears twice')
  })

  it.each([
    ['postgres', { DATABASE_URL: `postgres://user:${key}@[broken/db` }, /DATABASE_URL must be/],
    ['postgres', { DATABASE_URL: key }, /DATABASE_URL must be/],
    ['postgres', { DATABASE_URL: 'pglite:' }, /DATABASE_URL must be/],
    ['postgres', { DATABASE_URL: `postgres://u:${key}@localhost/db` }, /npm install pg\n/],
    ['postgres', { DATABASE_URL: 'pglite:data' }, /npm install @electric-sql\/pglite\n/],
  ])('reports what is missing to open %s', async (to, env, message) => {
    const folder = openFolder('users.jsonl', '{"id":"1"}\n')
    const { stderr, code } = await runReal(['import', folder.file, '--to', to], env)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain(key)
  })

  it('requires a variable of the environment for every target', () => {
    for (const { required } of Object.values(knownTargets))
      expect(required.length).toBeGreaterThan(0)
  })
})

async function runReal(args: readonly string[], env: Readonly<Record<string, string>>) {
  const written: string[] = []
  const { Writable } = await import('node:stream')
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk))
      done()
    },
  })
  const io = { stdout: stream, stderr: stream, onInterrupt: () => undefined }
  const code = await main(args, { ...io, env, cwd: '/' })
  return { code, stderr: written.join('') }
}

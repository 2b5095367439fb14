import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { getUsers, openFolder, run } from './cli.fixture.js'

const digits = '1035342667379599058'

/** Records with an integer that a number would round, and what the import says about them. */
const records: readonly [string, string, RegExp][] = [
  [
    'in a trait',
    `{"id":"1","traits":{"discordId":${digits}}}`,
    /traits\.discordId.*9007199254740991/,
  ],
  ['in a nested trait', `{"id":"1","traits":{"a":{"b":[1,${digits}]}}}`, /9007199254740991/],
  ['that is negative', `{"id":"1","traits":{"n":-${digits}}}`, /9007199254740991/],
  ['one above the largest', '{"id":"1","traits":{"n":9007199254740993}}', /9007199254740991/],
  ['as the id', `{ "id": ${digits}, "name": "Zoe" }`, /id is beyond 9007199254740991.*string/],
]

describe('identikit import: integers beyond 2^53', () => {
  it.each(records)('refuses one %s by name and keeps its digits', async (_, line, reason) => {
    const adapter = createMemoryAdapter()
    const { file, at, failures } = openFolder('users.jsonl', `${line}\n{"id":"2"}\n`)
    const args = ['import', file, '--to', 'fake']
    const dry = await run([...args, '--dry-run'], { adapter })
    expect([dry.code, dry.stdout]).toEqual([1, expect.stringMatching(reason)])
    const { code, stderr } = await run(args, { adapter })
    expect([code, stderr]).toEqual([1, expect.stringContaining('1 done, 1 failed.')])
    expect(failures()[0]?.['error']).toMatch(reason)
    expect(readFileSync(at('.failed.jsonl'), 'utf8')).toContain(`"record":${line}}\n`)
    expect(Object.keys(await getUsers(adapter))).toEqual(['2'])
  })

  it('keeps the digits in the failures of a failures file, and imports it when they are in quotes', async () => {
    const adapter = createMemoryAdapter()
    const { file, at } = openFolder('users.jsonl', `${records[0]?.[1]}\n`)
    await run(['import', file, '--to', 'fake'], { adapter })
    const failed = at('.failed.jsonl')
    await run(['import', failed, '--to', 'fake'], { adapter })
    const again = `${failed}.failed.jsonl`
    expect(readFileSync(again, 'utf8')).toContain(`{"discordId":${digits}}`)
    writeFileSync(again, readFileSync(again, 'utf8').replace(digits, `"${digits}"`))
    const { code } = await run(['import', again, '--to', 'fake'], { adapter })
    expect(code).toBe(0)
    expect(await getUsers(adapter)).toEqual({ 1: { id: '1', traits: { discordId: digits } } })
  })

  it('keeps the digits of an export, in the fields of a user and without other keys', async () => {
    const adapter = createMemoryAdapter()
    const users = `[\n{\n  "user_id": "1",\n  "discord": ${digits},\n  "passwordHash": "x"\n}\n]`
    const { file, at, failures } = openFolder('users.json', users)
    const args = ['import', file, '--to', 'fake', '--map', 'discord=traits.discord.id']
    const { code, stderr } = await run(args, { adapter })
    expect([code, stderr]).toEqual([1, expect.stringContaining('0 done, 1 failed.')])
    expect(failures()).toMatchObject([
      { line: 2, error: expect.stringMatching(/9007199254740991/) },
    ])
    expect(readFileSync(at('.failed.jsonl'), 'utf8')).toContain(
      `"record":{"id":"1","traits":{"discord":{"id":${digits}}}}}\n`,
    )
  })

  it('imports those in the cells of a table as the text of their digits', async () => {
    const adapter = createMemoryAdapter()
    const { file } = openFolder('users.csv', `id,traits.discordId\n${digits},${digits}\n`)
    expect((await run(['import', file, '--to', 'fake'], { adapter })).code).toBe(0)
    expect(await getUsers(adapter)).toEqual({
      [digits]: { id: digits, traits: { discordId: digits } },
    })
  })
})

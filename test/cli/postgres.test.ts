import { expect, it } from 'vitest'
import { openPostgres } from '../adapters/postgres/postgres.fixture.js'
import { openFolder, run } from './cli.fixture.js'

it('identikit import: stores a spreadsheet and a list in Postgres as they are written', async () => {
  const { adapter, client } = openPostgres()
  const digits = '1035342667379599058'
  const table = openFolder(
    'users.csv',
    [
      'sep=;',
      'User ID;E-mail;Created At;Time Zone;traits.discordId;Notes;',
      `00042;zoe@example.com;2009-05-19 14:39:22.123456+00;Europe/Berlin ;${digits};x;`,
      ';;;;;;',
      ' 00042\u{200B};;1242743962000;NULL;;;',
      '43;;5/19/2009 14:39;;;;',
      '44;;;EST;;;',
      '4.4E+11;;;;;;',
    ].join('\r\n'),
  )
  const first = await run(['import', table.file, '--to', 'fake'], { adapter })
  expect(first.code).toBe(1)
  expect(first.stderr).toContain('2 done, 3 failed.')
  expect(first.stderr).toContain('1 column is not imported: "Notes".')
  expect(first.stderr).toContain('Cells with NULL were read as empty: 1.')
  expect(await client.users.get('00042')).toMatchObject({
    email: 'zoe@example.com',
    timezone: 'Europe/Berlin',
    createdAt: '2009-05-19T14:39:22.000Z',
    traits: { discordId: digits },
  })

  const list = openFolder('users.json', `[{"id":45,"createdAt":1242743962,"n":1},{"id":${digits}}]`)
  const args = ['import', list.file, '--to', 'fake', '--map', 'n=traits.n']
  const second = await run(args, { adapter })
  expect(second.stderr).toContain('1 done, 1 failed.')
  expect(await client.users.get('45')).toMatchObject({
    createdAt: '2009-05-19T14:39:22.000Z',
    traits: { n: 1 },
  })
  const { users } = await client.users.list()
  expect(users.map(({ id }) => id).sort()).toEqual(['00042', '45'])
})

import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createFunctions } from '../../../src/adapters/postgres/migrations.js'
import { createStatements } from '../../../src/adapters/postgres/statements.js'

/** The statements for several users, which a distributed database runs on several of its servers. */
const severalUsers = [
  'identifyMany',
  'list',
  'listBefore',
  'findByEmail',
  'getMany',
  'pruneHistory',
]

interface Use {
  readonly text: string
  readonly alias: string
  /** The column of the user's key. */
  readonly column: string
  /** The columns of an insert. */
  readonly columns: string | undefined
}

const tableUse =
  /(?:(insert\s+into)|from|join|update)\s+s\.identikit_(users|preferences|schedules|devices|history)\b(?:\s+as)?(?:\s+(?!where|set|on|order|values|limit|select|for)([a-z]+)\b)?/g

function findUses(statement: string): Use[] {
  return [...statement.matchAll(tableUse)].map((match) => {
    const [text, insert, table, alias = ''] = match
    const rest = statement.slice(match.index + text.length)
    return {
      text: text.replaceAll(/\s+/g, ' '),
      alias,
      column: table === 'users' ? 'id' : 'user_id',
      columns: insert && rest,
    }
  })
}

/**
 * Returns the uses of our tables in a statement that concern several users: no condition makes the key equal to a parameter, to that of
 * another use that has one, or to a row that isn't of our tables.
 */
function findUsesWithoutKey(statement: string): string[] {
  let open = findUses(statement).filter(
    ({ column, columns }) => !(columns && new RegExp(`^\\s*\\(\\s*${column}\\b`).test(columns)),
  )
  for (;;) {
    const aliases = open.flatMap(({ alias }) => (alias ? [alias] : []))
    const given = `(?:\\$1|person|winner|loser|${aliases.length > 0 ? `(?!(?:${aliases.join('|')})\\.)` : ''}\\b[a-z]+\\.(?:user_)?id\\b)`
    const left = open.filter(({ alias, column }) => {
      const key = alias ? `\\b${alias}\\.${column}\\b` : `(?<![.\\w])${column}\\b`
      return !new RegExp(`${key} = ${given}|${given} = ${key}`).test(statement)
    })
    if (left.length === open.length) return left.map(({ text }) => text)
    open = left
  }
}

it('each statement of the postgres adapter names the key of its user', () => {
  const found = Object.entries(createStatements('s')).flatMap(([name, statement]) =>
    // A function gets the id of the user as its first parameter.
    /^select s\.identikit_\w+\(\$1, /.test(statement) && name !== 'identifyMany'
      ? []
      : findUsesWithoutKey(statement).length > 0 || statement.includes('identify_many')
        ? [name]
        : [],
  )
  expect(found.sort()).toEqual(severalUsers.sort())
})

it('each statement in a function of the postgres adapter names the key of its user', () => {
  const sql = createFunctions('s').replaceAll(/--.*/g, '')
  const statements = sql.split(';')
  const uses = statements.join(';').match(/(?:from|join|update|into)\s+s\.identikit_[a-z]+\b/g)
  expect(uses?.length).toBeGreaterThan(25)
  expect(statements.flatMap(findUsesWithoutKey)).toEqual([])
})

it.each([
  'update s.identikit_users set name = null',
  'select * from s.identikit_users u where u.email = $1',
  'delete from s.identikit_history where id = $1',
  'insert into s.identikit_devices (token) values ($1)',
  'select * from s.identikit_users u join s.identikit_devices d on d.token = u.id where u.id = $1',
])('the check refuses %s', (statement) => {
  expect(findUsesWithoutKey(statement)).toHaveLength(1)
})

it('docs/postgres.md lists the statements for several users', async () => {
  const docs = await readFile('docs/postgres.md', 'utf8')
  for (const call of ['users.identifyMany', 'users.list', 'findByEmail', 'pruneHistory'])
    expect(docs).toMatch(new RegExp(`\\| \`[^|]*${call}`))
})

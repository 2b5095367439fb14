import type { Targets } from './target.js'

export function helpText(targets: Targets): string {
  const variables = Object.entries(targets).map(
    ([name, { needs, takes = [] }]) =>
      `  ${name.padEnd(12)}${[...needs, ...takes.map((one) => `[${one}]`)].join(' ')}`,
  )
  return `Brings users into a service: creates who is new, updates who is known.

  identikit import <file.jsonl|file.csv> --to <${Object.keys(targets).join('|')}>

Options
  --dry-run          print what each record becomes, and send nothing
  --failures <file>  where refused records go, each with its reason
                     (default: <file>.failed.jsonl); correct them there and
                     import that file; an earlier one is kept as <file>.old
  --resume           go on where an interrupted import of this file stopped
  --concurrency <n>  how many requests may be under way
  --help             print this

Keys, by environment only
${variables.join('\n')}

Files
  JSONL has one user per line:
    {"id":"42","email":"ada@example.com","traits":{"plan":"pro"}}
  null clears a field, and what is absent stays as it is.
  CSV has a header with the same names, and traits.plan or traits.address.city
  for traits. An empty cell is absent, CSV never clears, and values are text:
  use JSONL for numbers, booleans, lists and null.
  Both are UTF-8.

Importing a file again does no harm: every record says what shall be.

Exit codes: 0 all records taken, 1 some refused or stopped by an error,
2 nothing done because the command or the file is wrong, 130 interrupted
`
}

import type { Targets } from './target.js'

/** Returns the text of `--help`. */
export function helpText(targets: Targets): string {
  const variables = Object.entries(targets).map(
    ([name, { required, optional = [] }]) =>
      `  ${name.padEnd(12)}${[...required, ...optional.map((variable) => `[${variable}]`)].join(' ')}`,
  )
  return `Imports users into a service: creates new users and updates existing ones.

  identikit import <file.jsonl|file.csv> --to <${Object.keys(targets).join('|')}>

Options
  --dry-run          print the records as they would be sent, and send nothing
  --failures <file>  file for records that fail, each with the reason
                     (default: <file>.failed.jsonl). Correct them there and
                     import that file. An earlier one is moved to <file>.old
  --resume           continue an interrupted import of this file
  --concurrency <n>  number of requests at the same time
  --help             print this text

Keys, from environment variables only
${variables.join('\n')}

Files
  JSONL has one user per line:
    {"id":"42","email":"ada@example.com","traits":{"plan":"pro"}}
  null clears a field, and an absent field stays unchanged.
  CSV has a header with the same names, and traits.plan or traits.address.city
  for traits. An empty cell is absent, CSV clears nothing, and values are text:
  use JSONL for numbers, booleans, lists and null.
  Both are UTF-8.

You can import a file again: a record that is imported twice changes nothing.

Exit codes: 0 all records imported, 1 some failed or the import stopped with an
error, 2 nothing done because the command or the file is wrong, 130 interrupted
`
}

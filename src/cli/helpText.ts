import { adapterNames } from './init/adapterChoices.js'
import type { Targets } from './target.js'

/** Returns the text of `--help`. */
export function helpText(targets: Targets): string {
  const variables = Object.entries(targets).map(
    ([name, { required, optional = [] }]) =>
      `  ${name.padEnd(12)}${[...required, ...optional.map((variable) => `[${variable}]`)].join(' ')}`,
  )
  return `identikit init [--adapter <${adapterNames.join('|')}>] [--dry-run]

  Writes the files that connect the kit to an app in the current folder: the list
  of notifications, the handler, its route and a page. It finds Next.js and React
  with Vite, and the service by its package. A file that exists is never changed.
  --dry-run prints the files and writes nothing.

identikit import <file.csv|file.jsonl|file.json> --to <${Object.keys(targets).join('|')}>

  Imports users into a service: creates new users and updates existing ones.

Options of import
  --dry-run          print the records as they would be sent, and send nothing
  --failures <file>  file for records that fail, each with the reason
                     (default: <file>.failed.jsonl). Correct them there and
                     import that file. An earlier one is moved to <file>.old
  --map <column>=<field>
                     import a column as this field, or leave it out with
                     --map <column>= (repeat it for more columns)
  --resume           continue an interrupted import of this file
  --concurrency <n>  number of requests at the same time
  --help             print this text

Keys, from environment variables only
${variables.join('\n')}

Files
  JSONL (.jsonl, .ndjson) has one user per line:
    {"id":"42","email":"ada@example.com","traits":{"plan":"pro"}}
  null clears a field, and an absent field stays unchanged.

  Tables (.csv, .tsv, .txt) have a header with the same names, and traits.plan or
  traits.address.city for traits. Other spellings and common other names are
  known, such as First Name, user_id or Email Address. Columns that are not
  imported are listed at the end.
  An empty cell, \\N or NULL is absent, and a table clears nothing. Traits are
  text, as they are in the cell. A field that is true or false also takes yes,
  no, 1 and 0. createdAt takes ISO 8601, and seconds or milliseconds since 1970.

  JSON (.json) is a list of users, or an object with one, such as an export of
  Firebase. Its null and empty texts are absent.

  Files are UTF-8 or UTF-16, and may be gzipped.

You can import a file again: a record that is imported twice changes nothing.

Exit codes of import: 0 all records imported, 1 some failed or the import stopped with an
error, 2 nothing done because the command or the file is wrong, 130 interrupted
`
}

import type { SeededBugs } from './seededBug.js'

/** Bugs of `identikit import`. */
export const importBugs: SeededBugs = {
  'the failures file holds rounded integers': {
    file: 'src/cli/failureFile.ts',
    find: "getJson?.().replaceAll(/[\\r\\n]\\s*/g, '') ?? JSON.stringify(record)",
    replace: 'JSON.stringify(record)',
    test: 'test/cli/bigIntegers.test.ts',
  },
  'a file without a header prints a row of a person': {
    file: 'src/cli/source/readHeader.ts',
    find: "'none of its cells is the name of a field'",
    replace: 'names.join()',
    test: 'test/cli/spreadsheets.test.ts',
  },
  'a spreadsheet imports numbers that have lost digits': {
    file: 'src/cli/source/readValue.ts',
    find: 'if (shortened.test(cell) || (isNumber && shortenedInNarrowColumn.test(cell))) {',
    replace: 'if (cell === undefined) {',
    test: 'test/cli/spreadsheets.test.ts',
  },
  'two columns with ids are no question': {
    file: 'src/cli/source/columnTargets.ts',
    find: "(target === 'id' && rank > 0)",
    replace: 'false',
    test: 'test/cli/exports.test.ts',
  },
}

import * as fc from 'fast-check'

const codePoint = fc.oneof(
  fc.integer({ min: 0, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
)

/** Texts of any characters. `fc.string({ unit: 'binary' })` takes a second to start, because it builds a table of all characters. */
export const anyText = (length: fc.ArrayConstraints = {}): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string(length),
    fc.array(codePoint, length).map((points) => String.fromCodePoint(...points)),
  )

/** Arguments for the functions of the messages by the end of their path. */
const samples: readonly (readonly [end: RegExp, calls: readonly (readonly unknown[])[]])[] = [
  [/\.(offset)$/, [[0], [330], [-480], [-570]]],
  [
    /\.offsetChange$/,
    [undefined, 'summer', 'winter'].map((season) => ['GMT\u22125', 'GMT\u22124', season]),
  ],
  [/\.(option|summary|kinds)$/, [[['Aaa']], [['Aaa', 'Bbb']], [['Aaa', 'Bbb', 'Ccc']]]],
  [/\.(changed|filter|on)Count$/, [0, 1, 2, 4, 5, 11, 21, 100].map((count) => [count, 120])],
  [/\.tryAgainIn$/, [1, 2, 5, 22, 119, 120, 300, 1320, 7200].map((wait) => ['Aaa.', wait])],
  [
    /\.duration$/,
    [
      [0, 1],
      [0, 12],
      [1, 0],
      [2, 30],
      [5, 12],
    ],
  ],
  [/\.sameDevice$/, [['Aaa', 2]]],
  [
    /\.notTurned$/,
    [
      ['Aaa', true],
      ['Aaa', false],
    ],
  ],
  [/\.conflict$/, [[null], ['Aaa']]],
  [
    /\.goalField$/,
    [
      ['Aaa', 'Bbb'],
      ['Aaa', ''],
    ],
  ],
  [/\.recurringDay$/, []],
  [
    /\.files\.fileKind$/,
    [
      ['Aaa', 'Bbb', undefined],
      ['Aaa', 'Bbb', 'Ccc'],
    ],
  ],
  [
    /(Many|Count|\.count|\.offlineChanges|\.checkFields|\.resendEmailIn|\.current\.\w+)$/,
    [0, 1, 2, 3, 4, 5, 11, 12, 21, 22, 100, 1000].map((count) => [count]),
  ],
]

/** One text of a language. */
export interface Text {
  /** The keys that lead to the text, and the arguments of a function. */
  readonly path: string
  readonly text: unknown
  /** The arguments that are texts. */
  readonly given: readonly string[]
}

/** Returns every text of a language, those of functions for several arguments. */
export function listTexts(part: unknown, path = ''): Text[] {
  if (typeof part === 'function') {
    const make = part as (...given: readonly unknown[]) => unknown
    const [, calls] = samples.find(([end]) => end.test(path)) ?? [path, [['Aaa', 'Bbb']]]
    return calls.map((given) => ({
      path: `${path}(${given.map((one) => JSON.stringify(one)).join(', ')})`,
      text: make(...given),
      given: given.flat().filter((one) => typeof one === 'string'),
    }))
  }
  if (typeof part !== 'object' || part === null) return [{ path, text: part, given: [] }]
  return Object.entries(part).flatMap(([key, one]) => listTexts(one, `${path}.${key}`))
}

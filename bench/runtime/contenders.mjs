// @ts-check
/** The clients of the run-time benchmark. `page` is relative to `bench`; the first one is compared with the others. */
export const contenders = /** @type {const} */ ([
  { id: 'ours', name: 'Identikit', page: 'runtime/ours.tsx', isRendered: false },
  {
    id: 'rendered',
    name: 'Identikit, rendered on the server',
    page: 'runtime/ours.tsx',
    isRendered: true,
  },
  { id: 'radix', name: 'plain Radix table', page: 'runtime/radix.tsx', isRendered: false },
  { id: 'buttons', name: 'plain table of buttons', page: 'runtime/buttons.tsx', isRendered: false },
  { id: 'courier', name: 'Courier React', page: 'peers/courier.tsx', isRendered: false },
  { id: 'novu', name: 'Novu', page: 'peers/novu.tsx', isRendered: false },
])

/** @typedef {typeof contenders[number]} Contender */
/** @typedef {Contender['id']} ContenderId */

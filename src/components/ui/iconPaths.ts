// Each icon is an export of its own, so that a page loads the icons that it shows. Icons of a part that is loaded later are in a file of its own.

/** Opens a list. */
export const chevronPath = 'm4 6 4 4 4-4'

/** Chosen or saved. */
export const checkPath = 'm3.5 8.5 3 3 6-7'

/** Can't be changed. */
export const lockPath =
  'M5.25 7h5.5a2 2 0 0 1 2 2v2.75a2 2 0 0 1-2 2h-5.5a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2V5a2.75 2.75 0 0 1 5.5 0v2'

/** A streak. */
export const flamePath =
  'M8 1.75c.6 2.4 4 3.9 4 7.4a4 4 0 0 1-8 0c0-1.5.7-2.4 1.5-3.2.1 1 .6 1.6 1.2 1.9C6.5 5.6 7 3.5 8 1.75Z'

/** Search. */
export const searchPath = 'M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Zm-1.25 3.25 3.25 3.25'

/** Offline. */
export const offlinePath =
  'M4.75 12.25a3 3 0 0 1-.4-5.97A4 4 0 0 1 12 7.25a2.5 2.5 0 0 1-.25 5M2 2l12 12'

/** A failure. */
export const warningPath = 'M8 2.25 14.25 13H1.75ZM8 6.5v3m0 1.75v.01'

/** Nothing to show. */
export const emptyPath = 'M2 9.5 4 3.25h8l2 6.25v3.25H2ZM2 9.5h3.5l1 1.75h3l1-1.75H14'

/** Not available. */
export const unavailablePath =
  'M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0ZM8 7.5v3.25M8 5v.01'

/** A person. */
export const personPath =
  'M10.75 5.5a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0Zm-8 8.25a5.25 5.25 0 0 1 10.5 0'

/** A phone. */
export const phonePath =
  'M6.25 1.75h3.5a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-3.5a2 2 0 0 1-2-2v-8.5a2 2 0 0 1 2-2ZM7 12h2'

/** A computer. */
export const laptopPath =
  'M4.25 3.25h7.5a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1-1.5 1.5h-7.5a1.5 1.5 0 0 1-1.5-1.5v-4a1.5 1.5 0 0 1 1.5-1.5Zm-3 9.5h13.5'

/** Push notifications. */
export const bellPath =
  'M8 1.75a4 4 0 0 0-4 4v2.5L2.75 11h10.5L12 8.25v-2.5a4 4 0 0 0-4-4ZM6.5 13.25a1.6 1.6 0 0 0 3 0'

/** An email. */
export const mailPath =
  'M3.75 3.25h8.5a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2h-8.5a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2ZM2.25 4.75 8 8.75l5.75-4'

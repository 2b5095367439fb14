/** Adds a test to the list of the suite. */
export type AddTest = (name: string, run: () => Promise<void>) => void

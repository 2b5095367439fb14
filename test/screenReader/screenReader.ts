import { virtual } from '@guidepup/virtual-screen-reader'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'

// The reader looks up ids in the root of a mutated node. If the node is removed meanwhile, that root is an element.
beforeAll(() => {
  const value = () => null
  Object.defineProperty(Element.prototype, 'getElementById', { value, configurable: true })
})

afterAll(() => {
  Reflect.deleteProperty(Element.prototype, 'getElementById')
})

afterEach(() => virtual.stop())

const most = 400

/** Starts the screen reader at the top of the page, or of a modal dialog, outside of which nothing is read. */
export async function startReader(): Promise<void> {
  await virtual.stop()
  await virtual.start({ container: document.querySelector('dialog:modal') ?? document.body })
}

/** Moves the reader until it says a phrase that contains a text, and returns that phrase. */
export async function findPhrase(text: string): Promise<string> {
  for (let moves = 0; moves < most; moves += 1) {
    const phrase = await virtual.lastSpokenPhrase()
    if (phrase.includes(text) && !phrase.startsWith('end of ')) return phrase
    if (phrase === 'end of document') break
    await virtual.next()
  }
  const log = await virtual.spokenPhraseLog()
  throw new Error(`The reader doesn't say "${text}", but:\n${log.join('\n')}`)
}

/** Reads the page from its top to its end, and returns what is said. */
export async function readPage(): Promise<string[]> {
  await startReader()
  for (let moves = 0; moves < most; moves += 1) {
    await virtual.next()
    if ((await virtual.lastSpokenPhrase()) === 'end of document') break
  }
  const log = await virtual.spokenPhraseLog()
  await virtual.stop()
  return log.filter((phrase) => !phrase.startsWith('end of '))
}

/** Uses the control that the reader is at, as Enter or a double tap does. */
export const useControl = (): Promise<void> => virtual.act()

/** Expects phrases in an order, with any others between them. Each contains the expected text. */
export function expectPhrases(log: readonly string[], expected: readonly string[]): void {
  let from = 0
  for (const text of expected) {
    const found = log.findIndex((phrase, index) => index >= from && phrase.includes(text))
    expect(found, `"${text}" after "${log[from - 1] ?? ''}" in:\n${log.join('\n')}`).not.toBe(-1)
    from = found + 1
  }
}

/** Waits until a live region has announced a text, and expects that it was announced once. */
export async function expectAnnounced(text: string): Promise<void> {
  const count = async () => {
    const log = await virtual.spokenPhraseLog()
    return log.filter(
      (phrase, index) =>
        /^(?:polite|assertive): /.test(phrase) &&
        phrase.includes(text) &&
        // The reader repeats a phrase for each mutation of one announcement.
        phrase !== log[index - 1],
    ).length
  }
  // The table of time zones loads first.
  await expect.poll(count, { message: `announcements of "${text}"`, timeout: 10_000 }).toBe(1)
}

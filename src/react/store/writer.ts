import type { WriteOrder } from '../../core/requestOptions.js'
import type { ChoiceOrder } from '../../core/sync/changeLog.js'
import type { Page } from './page.js'
import { readStored, writeStored } from '../environment/readStored.js'

/** How far a stored number may be ahead of the clock, in milliseconds. */
const maxAhead = 24 * 60 * 60 * 1000

/** Returns the key of one user's data in the browser. */
export function getUserKey(clientId: string, userId: string): string {
  // A lone surrogate can't be encoded. Clients refuse such an id.
  return [clientId, userId]
    .map((text) => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')))
    .join(':')
}

/**
 * Creates the function that returns the order of the next write of one user. All tabs of a browser share the writer's id. The numbers
 * follow the time of the choices, so that a choice that is sent late doesn't replace a later one of another tab.
 * @param key the key of the user, or `undefined` to store nothing
 */
export function createWriter(page: Page, key: string | undefined): () => ChoiceOrder {
  const storageKey = `identikit:writer:${key}`
  // Not `randomUUID`, which pages without HTTPS don't have.
  const ownId = crypto.getRandomValues(new Uint32Array(4)).join('-')
  let lastSeq = 0
  let turn = 0

  function read(): Partial<WriteOrder> {
    const { writer, seq } = Object(key && readStored(page, storageKey)) as Partial<
      Record<keyof WriteOrder, unknown>
    >
    return {
      ...(typeof writer === 'string' && /^[\w-]{1,64}$/.test(writer) && { writer }),
      ...(Number.isSafeInteger(seq) &&
        // A number far ahead is from a wrong clock.
        (seq as number) < (Date.now() + maxAhead) * 1000 && { seq: seq as number }),
    }
  }

  return () => {
    const { writer = ownId, seq: storedSeq = 0 } = read()
    // The random part keeps apart two tabs that write in the same millisecond.
    const now = Date.now() * 1000 + Math.floor(Math.random() * 1000)
    const isNewTurn = turn === 0 || storedSeq > lastSeq
    lastSeq = Math.max(now, lastSeq + 1, storedSeq + 1)
    if (isNewTurn) turn = lastSeq
    const order = { writer, seq: lastSeq }
    // Where storage is full or blocked, the numbers still grow with the time.
    if (key) writeStored(page, storageKey, order)
    return { ...order, turn }
  }
}

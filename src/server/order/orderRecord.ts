import type { WriteOrder } from '../../core/requestOptions.js'

/** A choice as far as it is recorded: the state of a switch, or `null` for a cleared switch and for every other setting. */
export type Choice = boolean | null

/** Choices by the key of their setting. */
export type Choices = ReadonlyMap<string, Choice>

/** The recorded writes of one resource of one person. */
export interface OrderRecord {
  /** The last `seq` of each writer by setting. The setting that was changed last is at the end, and so is the last writer. */
  readonly seqs: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** The choices since a write whose outcome is unknown. The service may still apply that write. */
  readonly unsettled: Choices
  /** The time from which that write is not expected any more, in milliseconds since 1970. */
  readonly settledAt: number
}

/** A setting that stands for all preferences. No `preferenceKey` is like it. */
export const resetKey = 'reset'

/** More settings than a person changes in a day. */
const maxSettings = 1000
/** More browsers than a person uses in a day. */
const maxWriters = 8

const empty: OrderRecord = { seqs: new Map(), unsettled: new Map(), settledAt: 0 }

type Wire = readonly [
  seqs: readonly (readonly [string, readonly (readonly [string, number])[]])[],
  unsettled: readonly (readonly [string, Choice])[],
  settledAt: number,
]

/** Returns the value of a store as a record. A value of another version counts as none. */
export function parseRecord(value: string | null | undefined): OrderRecord {
  try {
    const [seqs, unsettled, settledAt] = JSON.parse(value ?? '') as Wire
    return {
      seqs: new Map(seqs.map(([key, writers]) => [key, new Map(writers)])),
      unsettled: new Map(unsettled),
      settledAt,
    }
  } catch {
    return empty
  }
}

/** Returns a record as the value of a store. */
export function formatRecord({ seqs, unsettled, settledAt }: OrderRecord): string {
  const writers = Array.from(seqs, ([key, map]) => [key, [...map]] as const)
  return JSON.stringify([writers, [...unsettled], settledAt] satisfies Wire)
}

/** Returns whether a setting holds a later change of the same writer, or this one and a change of another writer after it. */
export function isSuperseded({ seqs }: OrderRecord, key: string, order: WriteOrder): boolean {
  return [key, resetKey].some((name) => {
    const writers = seqs.get(name)
    const last = writers?.get(order.writer) ?? -1
    const isRepeat = last === order.seq
    return last > order.seq || (isRepeat && [...(writers ?? [])].at(-1)?.[0] !== order.writer)
  })
}

/** Returns the settings that hold a later change of the same writer. */
export function getLaterKeys({ seqs }: OrderRecord, { writer, seq }: WriteOrder): string[] {
  return [...seqs.keys()].filter((key) => (seqs.get(key)?.get(writer) ?? -1) > seq)
}

/** Returns the record after a write of settings. */
export function addWrite(
  record: OrderRecord,
  keys: Iterable<string>,
  order: WriteOrder | undefined,
): OrderRecord {
  if (!order) return record
  const seqs = new Map(record.seqs)
  for (const key of keys) {
    const writers = new Map(seqs.get(key))
    writers.delete(order.writer)
    writers.set(order.writer, order.seq)
    seqs.delete(key)
    seqs.set(key, keepLast(writers, maxWriters))
  }
  return { ...record, seqs: keepLast(seqs, maxSettings) }
}

/** Returns the record with choices that the service may or may not have saved. */
export function addUnsettled(
  record: OrderRecord,
  choices: Choices,
  settledAt = record.settledAt,
): OrderRecord {
  const unsettled = new Map(record.unsettled)
  for (const [key, choice] of choices) {
    unsettled.delete(key)
    unsettled.set(key, choice)
  }
  return {
    ...record,
    unsettled: keepLast(unsettled, maxSettings),
    settledAt: Math.max(record.settledAt, settledAt),
  }
}

/** Returns the record without unsettled choices. */
export function settle(record: OrderRecord): OrderRecord {
  return { ...record, unsettled: new Map(), settledAt: 0 }
}

function keepLast<V>(map: Map<string, V>, max: number): Map<string, V> {
  return map.size > max ? new Map([...map].slice(-max)) : map
}

import type { Frequency } from '../../core/preferences/frequencies.js'
import type { WriteOrder } from '../../core/requestOptions.js'

/** A choice as far as it is recorded: the state of a switch, a frequency, or `null` for a deleted choice and for every other setting. */
export type Choice = boolean | Frequency | null

/** Choices by the key of their setting. */
export type Choices = ReadonlyMap<string, Choice>

/** Choices that a late write may overwrite. A choice that the service has not answered is `unknown`: nothing writes it again. */
export type UnsettledChoices = ReadonlyMap<string, Choice | 'unknown'>

/** The recorded writes of one resource of one person. */
export interface OrderRecord {
  /** The last `seq` of each writer by setting. The setting that was changed last is at the end, and so is the last writer. */
  readonly seqs: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** The choices since a write whose outcome is unknown. The service may still apply that write. */
  readonly unsettled: UnsettledChoices
  /** The time from which that write is not expected any more, in milliseconds since 1970. */
  readonly settledAt: number
}

/** A setting that stands for all preferences. No `preferenceKey` is like it. */
export const resetKey = 'reset'

/** More settings than a person changes in a day. */
const maxSettings = 1000
/** More browsers than a person uses in a day. */
const maxWriters = 8
/** Characters of each list of settings, so that long names of a few people don't fill the store. */
const maxLength = 64_000

const empty: OrderRecord = { seqs: new Map(), unsettled: new Map(), settledAt: 0 }

type Wire = readonly [
  seqs: readonly (readonly [string, readonly (readonly [string, number])[]])[],
  unsettled: readonly (readonly [string, Choice | 'unknown'])[],
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
    seqs.set(key, new Map([...writers].slice(-maxWriters)))
  }
  return { ...record, seqs: keepLast(seqs) }
}

/** Returns the record with choices that the service may or may not save until a time. */
export function addUnknown(record: OrderRecord, choices: Choices, settledAt: number): OrderRecord {
  const unknown = Array.from(choices, ([key, choice]) => {
    // The same choice was saved before, so it stays the one to write again.
    const isSaved = record.unsettled.get(key) === choice
    return [key, isSaved ? choice : 'unknown'] as const
  })
  const added = addUnsettled(record, new Map(unknown))
  return { ...added, settledAt: Math.max(record.settledAt, settledAt) }
}

/** Returns the record with choices that the service has saved, and that an earlier write may overwrite. */
export function addUnsettled(record: OrderRecord, choices: UnsettledChoices): OrderRecord {
  const unsettled = new Map(record.unsettled)
  for (const [key, choice] of choices) {
    unsettled.delete(key)
    unsettled.set(key, choice)
  }
  return { ...record, unsettled: keepLast(unsettled) }
}

/** Returns the record without unsettled choices. */
export function settle(record: OrderRecord): OrderRecord {
  return { ...record, unsettled: new Map(), settledAt: 0 }
}

/** Returns the settings that were changed last, as many as a record may hold. */
function keepLast<V>(settings: Map<string, V>): Map<string, V> {
  const last = Array.from(settings, ([key, value]) => {
    const { length } = JSON.stringify([key, value instanceof Map ? [...value] : value])
    return { key, value, length }
  }).slice(-maxSettings)
  let left = last.reduce((sum, { length }) => sum + length, 0)
  const kept = last.filter(({ length }) => {
    const isKept = left <= maxLength
    left -= length
    return isKept
  })
  return new Map(kept.map(({ key, value }) => [key, value]))
}

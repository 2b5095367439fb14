import type { Register } from '../register.js'
import type { Channel, KnownChannel } from './channels.js'

type RegisteredEntry = Register extends {
  catalog: readonly (infer Entry extends { readonly id: string })[]
}
  ? Entry
  : never

/** The channels that an entry lists; any known channel if it lists none. */
type ListedChannel<Entry> = Entry extends { readonly channels: readonly (infer Item)[] }
  ? Item & string
  : KnownChannel

/** The id of a type of the registered catalog; `string` without one. */
export type RegisteredTypeId = Register extends { catalog: unknown }
  ? RegisteredEntry['id']
  : string

/** A channel of the registered catalog; any channel without one. */
export type RegisteredChannel = Register extends { catalog: unknown }
  ? ListedChannel<RegisteredEntry>
  : Channel

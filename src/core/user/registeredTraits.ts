import type { Json } from '../json.js'
import type { Register } from '../register.js'
import type { Traits } from './traits.js'

/** Each key may be left out, or `null` to clear it; objects are patched key by key. */
type PatchOf<Value> = {
  readonly [Key in keyof Value]?:
    | (Value[Key] extends readonly unknown[]
        ? Value[Key]
        : Value[Key] extends object
          ? PatchOf<Value[Key]>
          : Value[Key])
    | null
    | undefined
}

/** The custom traits of a user: those of `Register`, or any JSON. */
export type RegisteredTraits = Register extends { traits: infer Registered }
  ? Readonly<Partial<Registered>>
  : Traits

/** A change of custom traits. */
export type RegisteredTraitsPatch = Register extends { traits: infer Registered }
  ? PatchOf<Registered>
  : Readonly<Record<string, Json>>

/** The key of a custom trait. */
export type RegisteredTraitKey = Extract<keyof RegisteredTraits, string>

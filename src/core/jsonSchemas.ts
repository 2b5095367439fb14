import * as z from 'zod/mini'
import { isJson, isMap, type Json } from './json.js'

/** The schema of a JSON value. */
export const jsonSchema = z.custom<Json>(
  (value) => isJson(value),
  'must be JSON of at most 32 levels',
)

/** A map from a response. Its values aren't checked. It keeps `__proto__` as a key, unlike `z.record`. */
export const wireMapSchema = z.custom<Readonly<Record<string, Json>>>(isMap, 'must be an object')

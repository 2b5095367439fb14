import { withDeadline } from '../sync/deadline.js'
import { isJson } from '../json.js'
import type { Messages } from '../messages/messages.js'
import { tryTimeout } from '../sync/retryPolicy.js'
import type { Json } from '../json.js'

/**
 * A schema of zod, valibot, arktype or another library that implements Standard Schema.
 *
 * @see https://standardschema.dev
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** The properties that Standard Schema defines. */
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] }

/**
 * Returns the output of a schema or its first issue. A schema that throws, takes longer than ten seconds or returns no JSON gives
 * an error message. An empty value isn't validated.
 */
export async function validateWith(
  schema: StandardSchema,
  value: Json | null,
  { traits: t }: Pick<Messages, 'traits'>,
): Promise<{ readonly value: Json | null } | { readonly error: string }> {
  if (value === null) return { value }
  try {
    const result = await withDeadline(async () => schema['~standard'].validate(value), {
      timeout: tryTimeout,
      late: () => new Error('The schema did not answer.'),
    })
    if (result.issues) {
      const [issue] = result.issues
      return { error: issue?.message.trim() || t.refused }
    }
    return isJson(result.value) ? { value: result.value } : { error: t.notChecked }
  } catch {
    return { error: t.notChecked }
  }
}

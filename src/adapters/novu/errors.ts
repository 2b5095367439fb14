import { IdentikitError } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'
import { fieldNames } from './userWire.js'

const inputNames = new Map<string, string>([
  ...Object.entries(fieldNames).map(([field, name]) => [name, field] as const),
  ['subscriberId', 'id'],
  ['data', 'traits'],
])

/**
 * Returns the error of a status with the refused fields by name. Neither `message` nor the refused values are used, because they quote
 * the request. The `errorId` of a 500 is the id for Novu's support.
 * @see https://docs.novu.co/api-reference/errors
 */
export function toNovuError(response: ErrorResponse): IdentikitError | undefined {
  const { request, status, retryAfter, body } = response
  if (!isMap(body)) return undefined
  const { errors, errorId } = body
  const isId = typeof errorId === 'string' && /^[\w-]{1,64}$/.test(errorId)
  const names = Object.keys(isMap(errors) ? errors : {}).map(toInputName)
  const { code } = toStatusError(response)
  return new IdentikitError(code, `${request} answered ${status}.`, {
    status,
    requestId: response.requestId ?? (isId ? errorId : undefined),
    retryAfter,
    ...(names.length > 0 && {
      fields: Object.fromEntries(names.map((name) => [name, 'was refused by Novu'])),
    }),
  })
}

/** Returns the name of an input. Unknown names are omitted, because they could be personal data. */
function toInputName(path: string): string {
  const [first = ''] = path.split('.')
  return inputNames.get(first) ?? 'request'
}

/** Creates the error of invalid options. */
export function misuse(problem: string): IdentikitError {
  return new IdentikitError('misuse', `createNovuAdapter(options) ${problem}.`)
}

import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import type { UserPatch } from '../../core/user/user.js'
import type { IdentifyContent } from './identifyContent.js'
import type { IdentifyOutcome } from './sendIdentify.js'

const nameFields: readonly string[] = ['name', 'firstName', 'lastName']

/**
 * Sends a content. If the service refuses a part by name, the rest is sent once more without it. Never rejects; resolves with `undefined` if
 * `send` does.
 */
export async function sendWithoutRefused<Outcome extends IdentifyOutcome | undefined>(
  getContent: () => IdentifyContent,
  send: (content: IdentifyContent) => Promise<Outcome>,
): Promise<Outcome | IdentifyOutcome> {
  try {
    const content = getContent()
    try {
      return await send(content)
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      const rest = withoutRefused(content, error)
      if (!rest) throw error
      const outcome = await send(rest)
      if (outcome?.status !== 'partial') return outcome && { status: 'partial', error }
      const toIndex = (index: number) =>
        content.preferences.findIndex((change) => change === rest.preferences[index])
      return { status: 'partial', error: joinErrors(error, outcome.error, toIndex) }
    }
  } catch (thrown) {
    return { status: 'failed', error: toIdentikitError(thrown) }
  }
}

/**
 * Returns the content without the fields, traits and preferences that an error names, or without the preferences if it names nothing of the
 * content; `undefined` if that can't help.
 */
export function withoutRefused(
  { patch, preferences }: IdentifyContent,
  { code, fields = {} }: IdentikitError,
): IdentifyContent | undefined {
  if (!['invalid', 'forbidden', 'locked', 'unsupported'].includes(code)) return undefined
  const paths = Object.keys(fields)
  const isNamed = (name: string) =>
    paths.some((path) => path === name || path.startsWith(`${name}.`))
  const isNameRefused = nameFields.some(isNamed)
  const isRefused = (key: string) =>
    key === 'traits'
      ? paths.includes(key)
      : isNamed(key) || (isNameRefused && nameFields.includes(key))
  const { traits, ...kept } = withoutKeys(patch, isRefused)
  const otherTraits = traits && withoutKeys(traits, (key) => isNamed(`traits.${key}`))
  const keptPreferences = preferences.filter((_, index) => !isNamed(`changes[${index}]`))
  const rest = {
    patch: { ...kept, ...(otherTraits && { traits: otherTraits }) },
    preferences: keptPreferences,
  }
  if (countValues(rest) < countValues({ patch, preferences })) return rest
  if (code === 'forbidden' || preferences.length === 0) return undefined
  return { patch, preferences: [] }
}

/** Returns the first error with the fields of both. The second one counts the preferences of the rest. */
function joinErrors(
  first: IdentikitError,
  second: IdentikitError,
  toIndex: (index: number) => number,
): IdentikitError {
  const more = Object.entries(second.fields ?? {}).map(([path, reason]) => {
    return [path.replace(/\d+/, (index) => String(toIndex(Number(index)))), reason]
  })
  const what = 'users.identify: parts were refused, and the rest was saved.'
  return new IdentikitError(first.code, what, {
    cause: new AggregateError([first, second]),
    status: first.status,
    requestId: first.requestId,
    fields: { ...first.fields, ...Object.fromEntries(more) },
  })
}

function withoutKeys<Values extends object>(
  values: Values,
  isRefused: (key: string) => boolean,
): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !isRefused(key))) as Values
}

function countValues({ patch, preferences }: { patch: UserPatch } & IdentifyContent): number {
  return Object.keys(patch).length + Object.keys(patch.traits ?? {}).length + preferences.length
}

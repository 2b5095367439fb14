/** How often messages may come, the most often first. The key is also the key of the label in `messages.preferences.frequency.options`. */
export const frequencies = ['instant', 'hourly', 'daily', 'weekly', 'monthly'] as const

/** How often the messages of a notification type may come. With any other than `instant`, they are collected until then. */
export type Frequency = (typeof frequencies)[number]

/** How often the messages of a notification type come, and what the user can choose. */
export interface FrequencySetting {
  /** The user's choice; absent without one. */
  readonly value?: Frequency | undefined
  /** How often they come while the user made no choice. @default `instant` if it is an option, else the first option */
  readonly default?: Frequency | undefined
  /** What the user can choose, in order. */
  readonly options: readonly Frequency[]
  /** Present if the user can't change it. */
  readonly locked?: { readonly reason?: string | undefined } | undefined
}

/** Returns how often messages come: the user's choice or, without one, the default. */
export function getFrequency(setting: FrequencySetting | undefined): Frequency {
  const { value, default: fallback, options = [] } = setting ?? {}
  const [first = 'instant'] = options
  return value ?? fallback ?? (options.includes('instant') ? 'instant' : first)
}

/** Returns whether a value is a known frequency. */
export const isFrequency = (value: unknown): value is Frequency =>
  (frequencies as readonly unknown[]).includes(value)

/** Returns the setting after a choice; `null` deletes the choice. A missing setting is added. */
export function chooseFrequency(
  setting: FrequencySetting | undefined,
  frequency: Frequency | null,
): FrequencySetting | undefined {
  if (frequency !== null) return { options: frequencies, ...setting, value: frequency }
  if (!setting) return undefined
  const { value: _, ...kept } = setting
  return kept
}

import type { Messages } from 'identikit/core'

/** A text of the kit with its key. */
export interface MessageRow {
  readonly key: string
  readonly text: string
}

/** Arguments for the functions by the end of their key; the first that fits. */
const samples: readonly (readonly [end: RegExp, input: readonly unknown[]])[] = [
  [/^(savedMany|notSavedMany|offlineChanges|notSavedCount)$/, [3]],
  [/(resendEmailIn|checkFields|timezone\.count|streak\.current\.\w+)$/, [12]],
  [/tryAgainIn$/, ['We have too many requests.', 40]],
  [/(changedCount|filterCount|onCount)$/, [2, 40]],
  [/^bulk\.\w+Many$/, [12]],
  [/allOn$/, ['Email']],
  [/channelReason$/, ['Email', 'Required for everyone.']],
  [/kinds$/, [['PNG', 'JPEG']]],
  [/createdFor$/, ['ada@example.com']],
  [/otherChannel$/, ['pager']],
  [/unnamedType$/, ['weekly_recap']],
  [/unnamedMetric$/, ['pages_read']],
  [/tooEarly|tooLate/, ['January 1, 2020']],
  [/mustBeOn$/, ['Terms of use']],
  [/preferences\.sameLabel$/, ['Weekly recap', 'weekly-recap-2']],
  [/frequency\.savedAs$/, ['Weekly recap, frequency', 'Daily']],
  [/preferences\.(cell|summary)$/, ['Weekly recap', 'Email']],
  [/(turnOn|notTurned|notReset|preferences\.channel|overridden\.channel)$/, ['Push', true]],
  [/otherPlatform$/, ['smart_watch']],
  [/timezone\.offset$/, [330]],
  [/offsetChange$/, ['GMT\u22125', 'GMT\u22124', 'summer']],
  [/timezone\.none$/, ['Atlantis']],
  [/(mismatch|dismissed|timezone\.saved)$/, ['London']],
  [/^timezone\./, ['Seoul']],
  [/dayEnds$/, ['Seoul', '5 h 12 min']],
  [/schedule\.(from|to)$/, ['Monday']],
  [/schedule\.numbered$/, ['Monday, from', '2']],
  [/schedule\.zone$/, ['Seoul']],
  [/schedule\.nextDay$/, ['6:00 AM']],
  [/schedule\.saved$/, ['Hours']],
  [/schedule\.paused$/, ['Tue, Dec 1, 9:00 AM']],
  [/schedule\.stillSent$/, ['Security alerts']],
  [/streak\.duration$/, [5, 12]],
  [/streak\.amount$/, ['10', 'minutes']],
  [/streak\.rule\.\w+$/, ['500 words']],
  [/recurringDay$/, ['Sunday']],
  [/ruleDaysOff$/, ['Sundays']],
  [/streak\.day$/, ['Monday']],
  [/streak\.savedAs$/, ['Reading', '10 minutes']],
  [/(adjusted|notANumber)$/, ['10']],
  [/^streak\./, ['Reading', 'minutes']],
  [/[eE]mail$/, ['ada@new.example', 'ada@old.example']],
  [/(tooLong|traits\.\w+)$/, ['100', '120']],
  [/(required|refused)$/, ['Name']],
  [/notSaved$/, ['Something went wrong on our side.']],
  [/conflict$/, ['Ada King']],
  [/countryOption$/, ['France', '+33']],
  [/phone\./, ['+44', 'France']],
  [/size\.\w+$/, ['5']],
  [/limits$/, ['PNG or JPEG', '5 MB']],
  [/badAnswer$/, ['Ask the product.']],
  [/files\.\w+$/, ['PNG or JPEG', '5 MB']],
  [/language\./, ['Deutsch', 'German']],
  [/confirm\w+$/, ['delete']],
  [/browserOn$/, ['Firefox', 'Windows']],
  [/lastSeen$/, ['yesterday']],
  [/deviceEnding$/, ['3f9a']],
  [/reach\.unverified$/, ['SMS', '+1 212 555 0123']],
  [/reach\.verify$/, ['+1 212 555 0123']],
  [/^reach\./, ['SMS']],
  [/account\./, ['iPhone', '2']],
]

/** Calls a message with examples; some take lists. */
function callWithSamples(key: string, message: (...input: readonly unknown[]) => string): string {
  const input = samples.find(([end]) => end.test(key))?.[1] ?? ['Weekly recap']
  try {
    return message(...input)
  } catch {
    return message(input)
  }
}

/** Returns every text of a catalog in its order; functions are called with examples. */
export function messageRows(messages: Messages | object, path = ''): MessageRow[] {
  return Object.entries(messages).flatMap(([name, value]: [string, unknown]) => {
    const key = path ? `${path}.${name}` : name
    if (typeof value === 'string') return [{ key, text: value }]
    if (typeof value === 'function')
      return [{ key, text: callWithSamples(key, value as () => string) }]
    return typeof value === 'object' && value !== null ? messageRows(value, key) : []
  })
}

import type { AvatarMessages } from '../../core/messages/avatarMessages.js'
import { formatNumber } from '../../core/numberFormat.js'
import { getTypeNames, toFileSize, type AvatarRules } from '../../core/user/avatarLimits.js'

/** Returns the names of the allowed types and the maximum size as texts. */
export function getLimitTexts(t: AvatarMessages, rules: AvatarRules, locale: string) {
  const { unit, count } = toFileSize(rules.maxBytes)
  return [t.kinds(getTypeNames(rules)), t.size[unit](formatNumber(locale, count))] as const
}

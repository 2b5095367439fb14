import { useIdentify } from 'identikit'
import type { UserPatch } from 'identikit/core'

/** Identifies a user who has an account and isn't identified yet. Renders nothing. */
export function FinishSetup({ profile }: { readonly profile: UserPatch }): null {
  useIdentify(profile, { detect: 'if-empty' })
  return null
}

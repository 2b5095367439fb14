import { useIdentify } from 'identikit'
import type { UserPatch } from 'identikit/core'

/** Tells the service about somebody who has an account and whom it does not know yet. Renders nothing. */
export function FinishSetup({ profile }: { readonly profile: UserPatch }): null {
  useIdentify(profile, { detect: 'if-empty' })
  return null
}

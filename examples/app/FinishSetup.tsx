import { useIdentify } from 'identikit'

/** Tells the service about somebody who has an account and whom it does not know yet. Renders nothing. */
export function FinishSetup({ name }: { readonly name: string }): null {
  useIdentify({ name }, { detect: 'if-empty' })
  return null
}

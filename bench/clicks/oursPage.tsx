import type { JSX } from 'react'
import { createUserClient, type UserAdapter } from '../../src/core.js'
import { IdentikitProvider, usePreference, usePreferenceStatus } from '../../src/index.js'
import { switchIds, type SwitchId } from './plan.js'
import { Switch } from './Switch.js'

interface OursPageProps {
  readonly adapter: UserAdapter
  readonly userId: string
}

/** Renders the switches with `usePreference`. */
export function createOursPage({ adapter, userId }: OursPageProps): JSX.Element {
  return (
    <IdentikitProvider client={createUserClient(adapter)} userId={userId}>
      <Cells />
    </IdentikitProvider>
  )
}

function Cells(): JSX.Element | null {
  const { status } = usePreferenceStatus()
  if (status !== 'ready') return null
  return (
    <>
      {switchIds.map((id) => (
        <Cell key={id} id={id} />
      ))}
    </>
  )
}

function Cell({ id }: { readonly id: SwitchId }): JSX.Element {
  const { isOn, saveStatus, set } = usePreference({ type: id, channel: 'email' })
  return (
    <Switch
      id={id}
      isOn={isOn}
      isSaving={saveStatus === 'saving'}
      hasError={saveStatus === 'failed'}
      onChange={(enabled) => void set(enabled)}
    />
  )
}

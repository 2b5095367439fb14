import { KnockProvider, usePreferences } from '@knocklabs/react-core'
import type { JSX } from 'react'
import { switchIds } from './plan.js'
import { Switch } from './Switch.js'

type Properties = Parameters<ReturnType<typeof usePreferences>['setPreferences']>[0]

/** Renders the switches with the hook of Knock's package, whose client uses the global `fetch`. */
export function createKnockPage({ userId }: { readonly userId: string }): JSX.Element {
  return (
    <KnockProvider apiKey="pk_test_bench" host="https://knock.invalid" user={{ id: userId }}>
      <Workflows />
    </KnockProvider>
  )
}

/**
 * Renders switches as on docs.knock.app/in-app-ui/react/headless/preferences: a change spreads the whole set and sets one channel of
 * one workflow. The hook has neither an error nor a saving state.
 */
function Workflows(): JSX.Element | null {
  const { preferences, setPreferences } = usePreferences()
  if (!preferences) return null
  return (
    <>
      {switchIds.map((id) => {
        const workflow = preferences.workflows?.[id]
        const channels =
          typeof workflow === 'object' && 'channel_types' in workflow ? workflow.channel_types : {}
        const change = (enabled: boolean) =>
          setPreferences({
            ...preferences,
            workflows: {
              ...preferences.workflows,
              [id]: { channel_types: { ...channels, email: enabled } },
            },
          } as Properties)
        return <Switch key={id} id={id} isOn={channels.email === true} onChange={change} />
      })}
    </>
  )
}

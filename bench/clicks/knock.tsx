import { KnockProvider, usePreferences } from '@knocklabs/react-core'
import type { JSX } from 'react'
import type { Contender } from './contender.js'
import { createKnockApi } from './knockApi.js'
import { linkedFetch } from './linkedFetch.js'
import { switchIds } from './plan.js'
import { Switch } from './Switch.js'

type Properties = Parameters<ReturnType<typeof usePreferences>['setPreferences']>[0]

/** The fetch of each trial by host, because Knock's client accepts no other fetch than the global one. */
const hosts = new Map<string, typeof fetch>()

/** Renders switches as on docs.knock.app/in-app-ui/react/headless/preferences: a change spreads the whole set and sets one channel of one workflow. */
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

/** The hook of Knock's package. It has neither an error nor a saving state. */
export const knock: Contender = {
  name: "Knock's usePreferences",
  isOurs: false,
  open({ link, userId, initial, causingClick }) {
    const host = `https://${userId}.knock.invalid`
    const api = createKnockApi(initial)
    // The hook sends one request for each click, while it handles the click.
    hosts.set(new URL(host).host, linkedFetch(link, api.serve, causingClick))
    return Promise.resolve({
      saved: () => Promise.resolve(api.saved()),
      Page: () => (
        <KnockProvider apiKey="pk_test_bench" host={host} user={{ id: userId }}>
          <Workflows />
        </KnockProvider>
      ),
    })
  },
}

/**
 * Replaces the global fetch by the one of each trial, and counts the rejections of Knock's hook that
 * no caller can catch, which would end the process.
 */
export function prepareKnock(): { readonly rejections: () => number } {
  let rejections = 0
  const fromClient = /ApiRequestError|fetch failed/
  const print = console.error
  globalThis.fetch = (input, init) => {
    const { host } = new URL(input instanceof Request ? input.url : input)
    const send = hosts.get(host)
    return send ? send(input, init) : Promise.reject(new Error(`There is no trial at ${host}.`))
  }
  console.error = (...values: unknown[]) => {
    // Knock's client prints every failed request.
    if (!fromClient.test(String(values[0]))) print(...values)
  }
  process.on('unhandledRejection', (reason) => {
    if (!fromClient.test(String(reason))) throw reason
    rejections += 1
  })
  return { rejections: () => rejections }
}

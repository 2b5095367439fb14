import { KnockProvider, usePreferences } from '@knocklabs/react-core'
import type { JSX } from 'react'
import type { Contender } from './contender.js'
import { createKnockApi } from './knockApi.js'
import { linkedFetch } from './linkedFetch.js'
import { switchIds } from './plan.js'
import { Switch } from './Switch.js'

type Properties = Parameters<ReturnType<typeof usePreferences>['setPreferences']>[0]

/** Knock's client takes the global fetch and no other, so each trial has a host of its own. */
const hosts = new Map<string, typeof fetch>()

/** As on docs.knock.app/in-app-ui/react/headless/preferences: the whole set is spread, and one channel of one workflow set. */
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

/** The hook of Knock's own package. It has neither an error nor a saving state to show. */
export const knock: Contender = {
  name: "Knock's usePreferences",
  isOurs: false,
  open({ link, userId, first, causingClick }) {
    const host = `https://${userId}.knock.invalid`
    const api = createKnockApi(first)
    // One request a click, made while it is handled.
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

/** Leads the global fetch to the trials, and keeps the rejections that Knock's hook leaves to nobody from ending the process. */
export function prepareKnock(): { readonly rejections: () => number } {
  let rejections = 0
  const fromClient = /ApiRequestError|fetch failed/
  const print = console.error
  globalThis.fetch = (input, init) => {
    const { host } = new URL(input instanceof Request ? input.url : input)
    const own = hosts.get(host)
    return own ? own(input, init) : Promise.reject(new Error(`Nobody answers at ${host}.`))
  }
  console.error = (...values: unknown[]) => {
    // Its client prints every request that it gives up.
    if (!fromClient.test(String(values[0]))) print(...values)
  }
  process.on('unhandledRejection', (reason) => {
    if (!fromClient.test(String(reason))) throw reason
    rejections += 1
  })
  return { rejections: () => rejections }
}

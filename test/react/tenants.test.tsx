import { render, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createRemoteClient } from '../../src/adapters/remote/remoteClient.js'
import { IdentikitProvider, PreferenceCenter } from '../../src/index.js'
import { scopeHeader } from '../../src/core/protocol.js'
import { createUserHandler } from '../../src/server/handler.js'
import { ada, catalog, createMemoryAdapter } from '../../src/testing.js'

const url = 'https://app.example.com/api/identikit'

/** Opens the clients of two tenants at one address. */
function openTenants() {
  const adapter = createMemoryAdapter({ users: [ada] })
  const handler = createUserHandler({
    adapter,
    catalog,
    authenticate: () => ({ userId: ada.id, scopes: ['acme', 'globex'] }),
  })
  const sent: [method: string, scope: string | null][] = []
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    sent.push([request.method, request.headers.get(scopeHeader)])
    return handler(request)
  }
  const clients = {
    acme: createRemoteClient({ url, fetch, scope: 'acme' }),
    globex: createRemoteClient({ url, fetch, scope: 'globex' }),
  }
  const Page = ({ tenant }: { tenant: keyof typeof clients }): ReactNode => (
    <IdentikitProvider client={clients[tenant]} userId={ada.id} catalog={catalog}>
      <PreferenceCenter />
    </IdentikitProvider>
  )
  return { adapter, clients, sent, Page }
}

const recap = () => page.getByRole('switch', { name: 'Weekly recap, Email' })

test('IdentikitProvider: shows and saves the switches of the tenant of its client only', async () => {
  const { adapter, clients, sent, Page } = openTenants()
  const { rerender } = render(<Page tenant="acme" />)
  await expect.element(recap()).toBeInTheDocument()
  const before = recap().element().getAttribute('aria-checked')
  await userEvent.click(recap())
  await waitFor(() => expect(sent.at(-1)).toEqual(['PATCH', 'acme']))

  rerender(<Page tenant="globex" />)
  await expect.element(recap()).toHaveAttribute('aria-checked', String(before))
  await userEvent.click(recap())
  await waitFor(() => expect(sent.at(-1)).toEqual(['PATCH', 'globex']))
  await userEvent.click(recap())
  await waitFor(() => expect(sent.filter(([method]) => method === 'PATCH')).toHaveLength(3))

  rerender(<Page tenant="acme" />)
  await expect.element(recap()).toHaveAttribute('aria-checked', String(before !== 'true'))
  const saved = (tenant: keyof typeof clients) => clients[tenant].preferences.get(ada.id)
  await waitFor(async () => expect(await saved('acme')).not.toEqual(await saved('globex')))
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toHaveLength(3)
})

test('IdentikitProvider: saves a pending choice to the tenant in which it was made', async () => {
  const { adapter, clients, Page } = openTenants()
  const { rerender } = render(<Page tenant="acme" />)
  await expect.element(recap()).toBeInTheDocument()
  const before = recap().element().getAttribute('aria-checked')
  adapter.faults.pause = true
  await userEvent.click(recap())
  rerender(<Page tenant="globex" />)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(recap()).toHaveAttribute('aria-checked', String(before))
  const getState = async (tenant: keyof typeof clients) =>
    (await clients[tenant].preferences.get(ada.id)).types.find(({ id }) => id === 'weekly-recap')
  await waitFor(async () => expect(await getState('acme')).toBeDefined())
  expect(await getState('globex')).toBeUndefined()
})

import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createRemoteClient } from '../../src/adapters/remote/remoteClient.js'
import { getCapabilities } from '../../src/core/capabilities.js'
import { IdentikitProvider, PreferenceCenter, ProfileEditor } from '../../src/index.js'
import type { InitialData } from '../../src/index.js'
import { createUserHandler } from '../../src/server.js'
import { catalog, createMemoryAdapter } from '../../src/testing.js'

const id = 'user_new'
const name = 'Weekly recap, Push'

/** Shows the settings of a signed-in user over a handler whose service knows nobody. */
function open() {
  const service = createMemoryAdapter()
  const handler = createUserHandler({
    adapter: service,
    authenticate: (request) => request.headers.get('x-session'),
    trusted: { email: 'new@example.com' },
    catalog,
  })
  const sent: string[] = []
  const client = createRemoteClient({
    url: '/api/identikit',
    headers: { 'x-session': id },
    fetch: (input, init) => {
      const request = new Request(input, init)
      sent.push(request.method)
      return handler(request)
    },
  })
  const show = (initial?: InitialData) =>
    render(
      <IdentikitProvider client={client} userId={id} catalog={catalog} initial={initial}>
        <PreferenceCenter />
        <ProfileEditor fields={['name', 'email']} />
      </IdentikitProvider>,
    )
  return { service, handler, sent, show }
}

test('a signed-in user who is not identified yet sees the defaults, and a first switch saves', async () => {
  const { service, sent, show } = open()
  show()
  const toggle = page.getByRole('switch', { name })
  await expect.element(toggle).toBeVisible()
  const before = toggle.element().getAttribute('aria-checked')
  await expect.element(page.getByLabelText('Name')).toHaveValue('')
  await expect(service.users?.get?.(id)).rejects.toMatchObject({ code: 'not-found' })
  await toggle.click()
  await expect.poll(() => sent).toContain('PATCH')
  await expect.poll(async () => (await service.preferences?.get(id))?.types.length).toBe(1)
  await expect.element(toggle).toHaveAttribute('aria-checked', String(before !== 'true'))
  expect(page.getByRole('alert').all()).toEqual([])
  expect(await service.users?.get?.(id)).toMatchObject({ id, email: 'new@example.com' })
})

test('handler.read gives the first page, with fields that are read-only as over the wire', async () => {
  const { handler, sent, show } = open()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const initial = await handler.read({ headers: { 'x-session': id } })
  show(initial)
  await expect.element(page.getByRole('switch', { name })).toBeVisible()
  const email = page.getByRole('group', { name: 'Email', exact: true })
  await expect.element(email).toBeVisible()
  expect(email.getByRole('textbox').elements()).toEqual([])
  await expect.element(page.getByLabelText('Name')).toBeEnabled()
  expect(sent).toEqual([])
  expect(warn.mock.calls.flat().filter((text) => String(text).includes('initial'))).toEqual([])
})

test('initial data that was read past the handler is named in a warning', () => {
  const { service, show } = open()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  show({ capabilities: getCapabilities(service) })
  show({ capabilities: getCapabilities(service) })
  const texts = warn.mock.calls.flat().filter((text) => String(text).includes('handler.read'))
  expect(texts).toHaveLength(1)
})

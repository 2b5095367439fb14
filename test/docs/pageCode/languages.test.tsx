import { render } from '@testing-library/react'
import { catalog } from 'page:docs/languages.md:src/notifications.ts'
import { Settings } from 'page:docs/languages.md:src/Settings.tsx'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { createRemoteClient } from '../../../src/adapters/remote/remoteClient.js'
import { createUserHandler } from '../../../src/server.js'
import { createMemoryAdapter } from '../../../src/testing.js'

/** Opens the settings of a user over a handler with the catalog without texts. */
function open(users: readonly { readonly id: string }[]) {
  const adapter = createMemoryAdapter({ users })
  const handler = createUserHandler({ adapter, authenticate: () => 'ada', catalog })
  const client = createRemoteClient({
    url: '/api/identikit',
    fetch: (input, init) => handler(new Request(input, init)),
  })
  return { adapter, handler, props: { client, userId: 'ada' } }
}

const comments = page.getByRole('switch', { name: 'Kommentare, E-Mail' })

test.each([
  ['a known user', [{ id: 'ada' }]],
  ['a user who is not identified yet', []],
])('docs/languages.md: names types in the language of the page, for %s', async (_, users) => {
  const { adapter, props } = open(users)
  const { rerender } = render(<Settings {...props} language="de" />)
  await expect.element(comments).toBeChecked()
  const security = page.getByRole('switch', { name: 'Sicherheit, E-Mail' })
  await expect.element(security).toHaveAttribute('aria-disabled', 'true')
  for (const text of ['Aktivität', 'Wenn dir jemand antwortet.', 'Diese senden wir immer.'])
    await expect.element(page.getByText(text).first()).toBeVisible()
  await comments.click()
  await expect
    .poll(async () => (await adapter.preferences?.get('ada'))?.types[0]?.channels['email'])
    .toMatchObject({ state: 'off' })

  rerender(<Settings {...props} language="en" />)
  const english = page.getByRole('switch', { name: 'Comments, Email' })
  await expect.element(english).not.toBeChecked()
  await expect.element(page.getByText('We always send these.').first()).toBeVisible()
  expect(document.body.textContent).not.toMatch(/Kommentare|Diese senden/)
})

test('docs/languages.md: names types in the first page of the server in its language', async () => {
  const { handler, props } = open([{ id: 'ada' }])
  const initial = await handler.read({ headers: new Headers() })
  render(<Settings {...props} language="de" initial={initial} />)
  expect(comments.elements()).toHaveLength(1)
})

import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createRemoteClient } from '../../src/adapters/remote/remoteClient.js'
import { messages } from '../../src/core.js'
import { IdentikitProvider, NotificationSchedule, PreferenceCenter } from '../../src/index.js'
import { ada, catalog, createMemoryAdapter } from '../../src/testing.js'
import { createOlderHandler } from '../server/olderHandler.fixture.js'

test('IdentikitProvider: shows the settings of an older handler, and its schedule as unsupported', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  const handler = createOlderHandler({ adapter, catalog, authenticate: () => ada.id })
  const client = createRemoteClient({
    url: 'https://app.example.com/api/identikit',
    fetch: (...input) => handler(new Request(...input)),
  })
  render(
    <IdentikitProvider client={client} userId={ada.id} catalog={catalog}>
      <PreferenceCenter />
      <NotificationSchedule />
    </IdentikitProvider>,
  )
  const recap = page.getByRole('switch', { name: 'Weekly recap, Email' })
  await expect.element(recap).toBeChecked()
  await expect.element(page.getByText(messages.schedule.unsupported)).toBeVisible()
  await userEvent.click(recap)
  await expect.element(recap).not.toBeChecked()
  const saved = async () => (await adapter.preferences?.get(ada.id))?.types[0]?.channels['email']
  await expect.poll(saved).toEqual({ state: 'off' })
})

import { hydrateRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { commands, page } from 'vitest/browser'
import { fixtures } from './fixtures.js'

test('pictures and initials are in the HTML of the server, and hydrate without a word', async () => {
  const html = await commands.serverHtml('avatar')
  expect(html).not.toMatch(/\sstyle=/)
  for (const text of ['>AL<', '>ÉC<', 'Ada Lovelace', 'PNG, JPEG, WebP or GIF']) {
    expect(html).toContain(text)
  }
  expect(html).toContain('src="https://pictures.example/ada.png"')
  const host = document.createElement('div')
  host.innerHTML = html
  document.body.append(host)
  const first = host.querySelector('.ik-user-badge')
  const complaints: unknown[] = []
  const root = hydrateRoot(host, fixtures['avatar']?.(), {
    onRecoverableError: (error) => complaints.push(error),
  })
  // There is no such place: React must hear of it, however early that was.
  await expect
    .element(page.getByText("We couldn't show a picture from this address."))
    .toBeVisible()
  expect(host.querySelectorAll('img')).toHaveLength(0)
  expect(host.querySelector('.ik-user-badge')).toBe(first)
  expect(complaints).toEqual([])
  root.unmount()
  host.remove()
})

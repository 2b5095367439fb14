import { hydrateRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { commands, page } from 'vitest/browser'
import { fixtures } from './fixtures.js'

test('server HTML contains pictures and initials, and hydrates without errors', async () => {
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
  const errors: unknown[] = []
  const root = hydrateRoot(host, fixtures['avatar']?.(), {
    onRecoverableError: (error) => errors.push(error),
  })
  // The address doesn't exist. React must handle the error event even if it happened before hydration.
  await expect
    .element(page.getByText("We couldn't show a picture from this address."))
    .toBeVisible()
  expect(host.querySelectorAll('img')).toHaveLength(0)
  expect(host.querySelector('.ik-user-badge')).toBe(first)
  expect(errors).toEqual([])
  root.unmount()
  host.remove()
})

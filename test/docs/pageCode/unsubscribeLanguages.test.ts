import { handler, linkFor } from 'page:docs/languages.md:src/server/unsubscribe.ts'
import { describe, expect, it, vi } from 'vitest'

vi.hoisted(() => vi.stubEnv('UNSUBSCRIBE_SECRET', 'a secret of more than 32 characters, for tests'))
vi.mock('../yours/adapter.js', async () => {
  const { createMemoryAdapter } = await import('../../../src/testing.js')
  return { adapter: createMemoryAdapter({ users: [{ id: 'ada' }] }) }
})

describe('docs/languages.md: the page behind unsubscribe links', () => {
  it.each([
    ['de-AT,de;q=0.9', 'de', 'Kommentare, E-Mail'],
    ['fr', 'en', 'Comments, Email'],
  ])('names the type in the language of the request %s', async (language, tag, name) => {
    const link = await linkFor('ada', { type: 'comments', channel: 'email' })
    const headers = { 'accept-language': language }
    const html = await (await handler(new Request(link, { headers }))).text()
    expect(html).toContain(`lang="${tag}"`)
    expect(html).toContain(name)
  })
})

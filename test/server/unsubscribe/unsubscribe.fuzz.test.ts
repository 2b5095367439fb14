import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { before, open, recap, url } from './unsubscribe.fixture.js'

const other = 'another secret of at least 32 characters'

it('createUnsubscribe: accepts none of 300 tampered links', async () => {
  const { adapter, post, get, linkFor, getStates } = open()
  const foreign = open({ secret: other })
  const readToken = async (link: Promise<string>) =>
    new URL(await link).searchParams.get('token') ?? ''
  const token = await readToken(linkFor('ada', recap))
  const news = await readToken(linkFor('ada', { type: 'news', channel: 'email' }))
  const forged = await readToken(foreign.linkFor('ada', recap))
  const [body = '', signature = ''] = token.split('.')
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[]
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const place = fc.nat({ max: token.length - 1 })
  const tampered = fc.oneof(
    // One character changed, removed or added.
    fc
      .tuple(place, fc.constantFrom(...Array.from('abcXYZ019-_.=+/ %')))
      .map(([at, character]) => [token.slice(0, at), character, token.slice(at + 1)].join('')),
    place.map((at) => token.slice(0, at) + token.slice(at + 1)),
    fc
      .tuple(place, fc.constantFrom(...Array.from('aZ9_.=')))
      .map(([at, character]) => [token.slice(0, at), character, token.slice(at)].join('')),
    place.map((at) => token.slice(0, at)),
    // Another user, type, channel or scope with the old signature.
    fc
      .tuple(
        fc.nat({ max: payload.length - 1 }),
        fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
      )
      .map(
        ([index, value]) =>
          `${encode(payload.map((part, at) => (at === index ? value : part)))}.${signature}`,
      ),
    // Parts of two valid links, a link of another secret, and no link at all.
    fc.constantFrom(
      `${body}.${news.split('.')[1]}`,
      `${news.split('.')[0]}.${signature}`,
      forged,
      `${body}.${forged.split('.')[1]}`,
      `${token}.${signature}`,
      '.',
      `.${signature}`,
    ),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(
      tampered.filter((text) => text !== token),
      async (text) => {
        const link = `${url}?token=${encodeURIComponent(text)}`
        expect((await get(link)).status).toBe(400)
        const answer = await post(link, { 'List-Unsubscribe': 'One-Click' })
        expect(answer.status).toBe(400)
        expect(await answer.text()).not.toContain('ada')
        expect(adapter.calls).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
  expect(await getStates()).toEqual(before)
})

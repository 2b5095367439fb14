import { describe, expect, it, vi } from 'vitest'
import { openHandler } from './handler.fixture.js'

const everyone = [{ id: 'news', channels: ['email', 'push'] }]
const admins = [...everyone, { id: 'audit', channels: ['email'], locked: {} }]
const audit = { type: 'audit', channel: 'email', enabled: false }
const news = { type: 'news', channel: 'push', enabled: true }

const idsOf = ({
  data,
}: {
  readonly data: { readonly types: readonly { readonly id: string }[] }
}) => data.types.map(({ id }) => id)

describe('createUserHandler: catalog as a function', () => {
  it('receives the request and the user, and decides about each request', async () => {
    const catalog = vi.fn(async (request: Request) =>
      request.headers.get('x-role') === 'admin' ? admins : everyone,
    )
    const { send, getWrites } = openHandler({ catalog })
    const changes = [news, audit]
    const asAdmin = await send('PATCH', '/preferences', { changes }, { 'x-role': 'admin' })
    expect(asAdmin.body.refused).toMatchObject([{ index: 1, error: { code: 'locked' } }])
    const asUser = await send('PATCH', '/preferences', { changes })
    expect(asUser.body.refused).toMatchObject([{ index: 1, error: { code: 'invalid' } }])
    expect(getWrites()).toMatchObject([{ input: [news] }, { input: [news] }])
    expect(catalog).toHaveBeenLastCalledWith(expect.any(Request), { userId: 'ada' })
    const read = await send('GET', '?read=preferences', undefined, { 'x-role': 'admin' })
    expect(idsOf(read.body.preferences)).toContain('news')
    const other = await send('GET', '?read=preferences')
    expect(idsOf(other.body.preferences)).toEqual(['news'])
  })

  it.each([
    ['no list', () => undefined],
    ['an empty list, which would list everything', () => []],
    [
      'an error',
      () => {
        throw new Error('sentinel')
      },
    ],
  ])('that returns %s is answered 500 and saves nothing', async (_, catalog) => {
    const { send, faults, getWrites } = openHandler({ catalog: catalog as () => typeof everyone })
    const answer = await send('PATCH', '/preferences', { changes: [news] })
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('sentinel')
    expect(faults).toHaveLength(1)
    expect(getWrites()).toEqual([])
  })
})

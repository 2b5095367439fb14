import { describe, expect, it } from 'vitest'
import type { IdentikitError } from '../../../src/core/errors.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { openCourier, topics } from './courier.fixture.js'
import { toKey } from './fake.preferences.js'

const email = { type: 'news', channel: 'email' }

describe('changes of several topics', () => {
  const changes = ['news', 'offers'].map((type) => ({ type, channel: 'email', enabled: true }))

  /** Opens an adapter one of whose writes gets this answer. */
  function openFailing(status: number, place = 2, fakeOptions = {}) {
    const { fake } = openCourier(fakeOptions)
    let writes = 0
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { method } = new Request(input, init)
      if (method === 'PUT') writes += 1
      if (method === 'PUT' && writes === place) return Response.json({}, { status })
      return fake.fetch(input, init)
    }
    const { client } = openCourier({}, { fetch })
    return { client, fake, getCount: () => writes }
  }

  it.each([
    [422, 'invalid'],
    [403, 'forbidden'],
    [503, 'service'],
    [429, 'rate-limited'],
  ])('are reported one by one if one is answered with %i', async (status, code) => {
    const { client, fake } = openFailing(status)
    const reports: WriteReport[] = []
    const saved = await client.preferences.update('ada', changes, {
      onReport: (item) => reports.push(item),
    })
    expect(reports).toMatchObject([{ refused: [{ index: 1, error: { code, status } }] }])
    expect(getSetting(saved, email)?.state).toBe('on')
    expect([...(fake.choices.get(toKey('ada', null))?.keys() ?? [])]).toEqual(['news'])
  })

  const extra = { topic_id: 'extra', default_status: 'OPTED_IN' } as const
  const all = [...changes, { type: 'extra', enabled: false }]

  it('are not sent after an outage, and are reported', async () => {
    const { client, getCount } = openFailing(503, 2, { topics: [...topics, extra] })
    const reports: WriteReport[] = []
    await client.preferences.update('ada', all, { onReport: (item) => reports.push(item) })
    expect(reports).toMatchObject([{ refused: [{ index: 1 }, { index: 2 }] }])
    expect(getCount()).toBe(2)
  })

  it('fail as a whole if the first meets an outage', async () => {
    const { client, getCount } = openFailing(503, 1)
    const reports: WriteReport[] = []
    const update = client.preferences.update('ada', changes, {
      onReport: (item) => reports.push(item),
    })
    const error: unknown = await update.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'service', status: 503 })
    expect((error as IdentikitError).fields).toBeUndefined()
    expect(reports).toEqual([])
    expect(getCount()).toBe(1)
  })

  it('fail as a whole without a report', async () => {
    const { client } = openFailing(503)
    const update = client.preferences.update('ada', changes)
    await expect(update).rejects.toMatchObject({ code: 'service' })
  })

  it('are returned with all other topics', async () => {
    const choices = { ada: { news: { status: 'OPTED_OUT' } } }
    const { client } = openCourier({ choices })
    const change = { type: 'offers', channel: 'email', enabled: true }
    const saved = await client.preferences.update('ada', change)
    expect(saved.types.map(({ id }) => id)).toEqual(topics.map(({ topic_id }) => topic_id))
    expect(await client.preferences.get('ada')).toEqual(saved)
  })
})

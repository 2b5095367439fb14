import { describe, expect, it } from 'vitest'
import type { CourierAdapterOptions } from '../../../src/adapters/courier/courier.js'
import { record } from '../recorder.js'
import type { CourierFakeOptions } from './courier.fake.js'
import { countRequests, openCourier } from './courier.fixture.js'
import { toKey } from './fake.preferences.js'

const off = { news: { status: 'OPTED_OUT' } }
const full: CourierFakeOptions = {
  tenants: ['acme', 'b c'],
  choices: { ada: off },
  tenantChoices: { acme: off, 'b c': off, own: off },
}

/** Opens a client over a fake whose user `ada` has data of each kind. */
function openFull(
  options: CourierFakeOptions = {},
  adapterOptions: Partial<CourierAdapterOptions> = {},
) {
  const opened = openCourier({ ...full, ...options }, { tenantId: 'own', ...adapterOptions })
  const token = { token: 'a/b', provider_key: 'apn' }
  opened.fake.tokens.set('ada', new Map([['a/b', token]]))
  return opened
}

describe('the deletion of a user', () => {
  it.each(['object', 'list'] as const)(
    'deletes choices, tokens, lists and tenants before the profile, with tokens in a %s',
    async (tokens) => {
      const { client, fake, calls, getWrites } = openFull({ tokens })
      await client.users.delete('ada')
      const toPath = ({ method, url }: (typeof calls)[number]) =>
        `${method} ${url.slice('https://api.courier.com'.length)}`
      expect(getWrites().map(toPath)).toEqual([
        'PUT /users/ada/preferences',
        'PUT /users/ada/preferences?tenant_id=acme',
        'PUT /users/ada/preferences?tenant_id=b+c',
        'PUT /users/ada/preferences?tenant_id=own',
        'DELETE /users/ada/tokens/a%2Fb',
        'DELETE /profiles/ada/lists',
        'DELETE /users/ada/tenants',
        'DELETE /profiles/ada',
      ])
      expect(fake.profiles.has('ada')).toBe(false)
      expect(fake.lists.has('ada')).toBe(false)
      expect(fake.tenants.has('ada')).toBe(false)
      expect(fake.tokens.get('ada')?.size).toBe(0)
      expect(fake.choices.size).toBe(0)
    },
  )

  it.each<[string, CourierFakeOptions]>([
    ['an empty answer for each kind of data', {}],
    ['404 for each kind of data', { isStrict: true }],
    ['another answer to a reset', { namesLeft: false }],
  ])('is a success for an unknown user with %s', async (_, options) => {
    const { client, fake } = openFull(options)
    await expect(client.users.delete('eve')).resolves.toBeUndefined()
    await client.users.delete('ada')
    await expect(client.users.delete('ada')).resolves.toBeUndefined()
    expect(fake.profiles.size).toBe(0)
  })

  const places = [
    'GET /users/ada/tokens$',
    'GET /users/ada/tenants',
    'PUT /users/ada/preferences$',
    'PUT /users/ada/preferences.tenant_id=acme$',
    'DELETE /users/ada/tokens/',
    'DELETE /profiles/ada/lists$',
    'DELETE /users/ada/tenants$',
    'DELETE /profiles/ada$',
  ]

  it.each(places.flatMap((place) => [400, 403, 503].map((status) => [place, status] as const)))(
    'fails and keeps the profile if %s is answered with %i',
    async (place, status) => {
      const { client, fake } = openFull({ answers: { [place]: status } })
      await expect(client.users.delete('ada')).rejects.toMatchObject({ status })
      expect(fake.profiles.has('ada')).toBe(true)
    },
  )

  it.each([
    ['the reset is answered with 404', { answers: { 'PUT /users/ada/preferences': 404 } }],
    ['Courier keeps a choice', { resets: false }],
    ['Courier keeps a choice without saying so', { resets: false, namesLeft: false }],
  ])('fails and keeps the profile if %s and a choice is left', async (_, options) => {
    const { client, fake } = openFull(options)
    const deletion = client.users.delete('ada')
    await expect(deletion).rejects.toMatchObject({ code: 'conflict' })
    expect(fake.profiles.has('ada')).toBe(true)
  })

  it.each<[string, string, object]>([
    ['a token without its text', 'GET /users/ada/tokens', { tokens: [{ provider_key: 'apn' }] }],
    ['an empty token', 'GET /users/ada/tokens', [{ token: '' }]],
    ['no list of tokens', 'GET /users/ada/tokens', {}],
    ['a tenant without an id', 'GET /users/ada/tenants', { items: [{}], has_more: false }],
    ['no word of more tenants', 'GET /users/ada/tenants', { items: [] }],
    ['more tenants without a cursor', 'GET /users/ada/tenants', { items: [], has_more: true }],
    [
      'more tenants with one cursor',
      'GET /users/ada/tenants',
      { items: [], has_more: true, cursor: 'a' },
    ],
  ])('deletes nothing if the answer has %s', async (_, place, body) => {
    const { client, getWrites } = openFull({ answers: { [place]: body } })
    await expect(client.users.delete('ada')).rejects.toMatchObject({ code: 'bad-answer' })
    expect(getWrites()).toEqual([])
  })

  it('resets the choices of four tenants at a time', async () => {
    const items = Array.from({ length: 30 }, (_, index) => ({ tenant_id: `tenant ${index}` }))
    const { fake } = openFull({ answers: { 'GET /users/ada/tenants': { items, has_more: false } } })
    const counted = countRequests(fake.fetch)
    const { fetch, calls } = record(counted.fetch)
    const { client } = openCourier({}, { fetch })
    await client.users.delete('ada')
    expect(calls.filter(({ method }) => method === 'PUT')).toHaveLength(31)
    expect(counted.getMost()).toBe(4)
  })

  it('deletes nothing if a later page of tenants is answered with 404', async () => {
    const { client, getWrites } = openFull({ answers: { 'GET /users/ada/tenants.*cursor': 404 } })
    await expect(client.users.delete('ada')).rejects.toMatchObject({ status: 404 })
    expect(getWrites()).toEqual([])
  })

  it('deletes nothing if the pages of tenants do not end', async () => {
    let page = 0
    const answer = () => {
      page += 1
      return { items: [], has_more: true, cursor: `page ${page}` }
    }
    const { client, getWrites } = openFull({ answers: { 'GET /users/ada/tenants': answer } })
    await expect(client.users.delete('ada')).rejects.toMatchObject({ code: 'bad-answer' })
    expect(page).toBe(50)
    expect(getWrites()).toEqual([])
  })

  it('waits for other writes of the user, so that none is made after it', async () => {
    const { fake } = openFull()
    const { client } = openCourier(
      {},
      {
        async fetch(input, init) {
          await new Promise((resolve) => setTimeout(resolve, 1))
          return fake.fetch(input, init)
        },
      },
    )
    const changes = ['news', 'offers'].map((type) => ({ type, channel: 'email', enabled: true }))
    await Promise.all([
      client.users.identify('ada', { name: 'Ada' }, { preferences: changes }),
      client.preferences.update('ada', changes),
      client.devices.add('ada', { token: 'new' }),
      client.users.delete('ada'),
    ])
    expect(fake.choices.has(toKey('ada', null))).toBe(false)
    expect(fake.tokens.get('ada')?.size).toBe(0)
    expect(fake.profiles.has('ada')).toBe(false)
  })

  it('waits for a device that is being added', async () => {
    const { client, fake } = openCourier()
    await Promise.all([client.devices.add('ada', { token: 'new' }), client.users.delete('ada')])
    expect(fake.tokens.get('ada')?.size).toBe(0)
  })
})

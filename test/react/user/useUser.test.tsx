import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createUserClient, IdentikitError } from '../../../src/core.js'
import { useUser } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

function setUp(options: Parameters<typeof createMemoryAdapter>[0] = {}) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  const { result } = renderHook(() => useUser(), { wrapper: createWrapper({ adapter }) })
  return { adapter, result, client: createUserClient(adapter) }
}

test('useUser: reads the user, and shows a patch before it is saved', async () => {
  const { result, client } = setUp()
  await waitFor(() => expect(result.current.user?.name).toBe('Ada Lovelace'))
  const ended = result.current.update({
    name: 'Ada King',
    email: null,
    traits: { plan: null, seat: { row: 1 } },
  })
  await waitFor(() =>
    expect(result.current.user).toMatchObject({ name: 'Ada King', traits: { seat: { row: 1 } } }),
  )
  expect(result.current.user?.email).toBeUndefined()
  expect(await ended).toEqual({ status: 'saved' })
  expect(await client.users.get(ada.id)).toEqual(result.current.user)
})

test('useUser: shows the stored form of a phone number and an email once they are saved', async () => {
  const { result } = setUp()
  await waitFor(() => expect(result.current.status).toBe('ready'))
  const patch = { phone: '+33 0 6 12 34 56 78', email: 'Ada@MÜNCHEN.de' }
  expect(await result.current.update(patch)).toEqual({ status: 'saved' })
  await waitFor(() =>
    expect(result.current.user).toMatchObject({
      phone: '+33612345678',
      email: 'Ada@xn--mnchen-3ya.de',
    }),
  )
})

test('useUser: saves two patches of one nested trait', async () => {
  const { adapter, result, client } = setUp()
  await waitFor(() => expect(result.current.status).toBe('ready'))
  adapter.faults.pause = true
  void result.current.update({ name: 'Ada King' })
  void result.current.update({ traits: { address: { city: 'London' } } })
  const last = result.current.update({ traits: { address: { zip: 'W1' } } })
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await last).toEqual({ status: 'saved' })
  expect((await client.users.get(ada.id)).traits['address']).toEqual({ city: 'London', zip: 'W1' })
})

test('useUser: returns the fields of a refused patch and keeps the rest', async () => {
  const { result } = setUp()
  await waitFor(() => expect(result.current.status).toBe('ready'))
  const refused = await result.current.update({ email: 'no address' })
  expect(refused).toMatchObject({
    status: 'failed',
    error: { code: 'invalid', fields: { email: expect.any(String) } },
  })
  await waitFor(() =>
    expect(result.current).toMatchObject({
      user: { email: 'ada@example.com' },
      saveError: { code: 'invalid' },
    }),
  )
})

test('useUser: fails for an unknown user, and reload loads them later', async () => {
  const { result, client } = setUp({ users: [] })
  await waitFor(() =>
    expect(result.current).toMatchObject({ status: 'failed', loadError: { code: 'not-found' } }),
  )
  await client.users.identify(ada.id, { name: 'Ada' })
  await result.current.reload()
  await waitFor(() =>
    expect(result.current).toMatchObject({
      status: 'ready',
      user: { name: 'Ada' },
      loadError: undefined,
    }),
  )
})

test('useUser: retries the first read once after a transient error', async () => {
  const { adapter, result } = setUp()
  let calls = 0
  adapter.faults.fail = () => (++calls === 1 ? new IdentikitError('service', 'Down.') : undefined)
  await waitFor(() => expect(result.current.status).toBe('ready'), { timeout: 3000 })
})

test('useUser: is unsupported from the first render where the service has no profiles', () => {
  const { result } = setUp({ without: ['users'] })
  expect(result.current.status).toBe('unsupported')
})

test('useUser: hides the data of a former user', async () => {
  const { adapter, result } = setUp()
  await waitFor(() => expect(result.current.status).toBe('ready'))
  adapter.faults.fail = () => new IdentikitError('user-changed', 'Somebody else.')
  await result.current.reload()
  await waitFor(() => expect(result.current.loadError?.code).toBe('user-changed'))
  expect(result.current).toMatchObject({ status: 'failed', user: undefined })

  adapter.faults.fail = undefined
  await result.current.reload()
  await waitFor(() => expect(result.current.user?.name).toBe('Ada Lovelace'))
})

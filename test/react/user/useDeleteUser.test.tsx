import { QueryClient } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient, IdentikitError } from '../../../src/core.js'
import {
  IdentikitProvider,
  useDeleteUser,
  useDevices,
  useIdentify,
  usePreferences,
  useUser,
  type IdentikitProviderProps,
} from '../../../src/index.js'
import { createUserHandler, type UserHandlerOptions } from '../../../src/server/handler.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

function setUp(
  service: MemoryAdapterOptions = {},
  props: Partial<IdentikitProviderProps> = {},
  archive?: boolean,
) {
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...service })
  const steps: string[] = []
  const onError = vi.fn()
  const onDelete = vi.fn(async () => {
    steps.push('host')
    await Promise.resolve()
  })
  const deletes = () => adapter.calls.filter(({ member }) => member === 'users.delete')
  adapter.faults.loseResponse = ({ member }) => {
    if (member === 'users.delete') steps.push('service')
    return false
  }
  const client = createUserClient(adapter)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <IdentikitProvider client={client} userId={ada.id} onError={onError} {...props}>
        {children}
      </IdentikitProvider>
    </StrictMode>
  )
  const useAll = () => ({
    ...useDeleteUser({ onDelete, archive }),
    user: useUser(),
    preferences: usePreferences(),
    devices: useDevices(),
    identify: useIdentify(),
  })
  const show = () => renderHook(useAll, { wrapper })
  return { adapter, steps, onDelete, onError, deletes, show, ...show() }
}

const fault = (code: ConstructorParameters<typeof IdentikitError>[0], status = 500) =>
  new IdentikitError(code, 'No.', { status })

test('useDeleteUser: deletes at the host, then at the service, and removes the data that was read', async () => {
  const queryClient = new QueryClient()
  const { adapter, result, steps, deletes } = setUp({}, { queryClient })
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  await waitFor(() => expect(result.current.preferences.status).toBe('ready'))
  expect(result.current.deletion).toMatchObject({ status: 'idle', isAccountDeleted: false })
  queryClient.setQueryData(['of the host'], 1)
  queryClient.setQueryData(['identikit', 'memory', 'user_grace', 'user'], { id: 'user_grace' })
  const reads = adapter.calls.length

  adapter.faults.pause = true
  const ended = result.current.remove()
  await waitFor(() => expect(steps).toEqual(['host', 'service']))
  expect(result.current.deletion.status).toBe('deleting')
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await ended).toEqual({ status: 'deleted', error: undefined, isAccountDeleted: true })
  expect(deletes()).toEqual([
    { member: 'users.delete', id: ada.id, input: {}, source: 'delete-account' },
  ])
  await waitFor(() => expect(result.current.user.user).toBeUndefined())
  expect(result.current.preferences.preferences).toBeUndefined()
  const kept = queryClient
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey.join(' '))
  expect(kept).toEqual(['of the host', 'identikit memory user_grace user'])
  // A deleted user is not read again.
  expect(adapter.calls.length).toBe(reads + 1)
})

test('useDeleteUser: runs overlapping calls once', async () => {
  const { result, onDelete, deletes } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  const { remove } = result.current
  const ended = await Promise.all([remove(), remove(), remove()])
  expect(new Set(ended).size).toBe(1)
  expect(await result.current.remove()).toBe(ended[0])
  expect(onDelete).toHaveBeenCalledOnce()
  expect(deletes()).toHaveLength(1)
})

test('useDeleteUser: waits for pending writes before the deletion', async () => {
  const { adapter, result, steps } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  await waitFor(() => expect(result.current.preferences.status).toBe('ready'))
  let refusals = 2
  const busy = new IdentikitError('service', 'Busy.', { status: 503 })
  adapter.faults.fail = ({ member }) =>
    ['users.update', 'devices.add'].includes(member) && refusals-- > 0 ? busy : undefined
  const writes = [
    result.current.user.update({ name: 'Late' }),
    result.current.devices.add({ token: 'token of a phone' }),
  ]
  await waitFor(() => expect(refusals).toBeLessThanOrEqual(0), { timeout: 10_000 })
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
  expect(await Promise.all(writes)).toEqual([{ status: 'saved' }, { status: 'saved' }])
  expect(steps).toEqual(['host', 'service'])
  const written = adapter.calls.map(({ member }) => member).filter((one) => !one.endsWith('.get'))
  expect(written.slice(2).sort()).toEqual(['devices.add', 'users.delete', 'users.update'])
  expect(written.at(-1)).toBe('users.delete')
  await waitFor(() => expect(result.current.user.user).toBeUndefined())
})

test('useDeleteUser: waits for an identify in flight, and no later one creates the user again', async () => {
  const { adapter, result, onDelete, deletes } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  const identified = () => adapter.calls.filter(({ member }) => member === 'users.identify')
  const { identify } = result.current.identify
  adapter.faults.pause = true
  const [first, second] = [identify(ada.id, { name: 'a' }), identify(ada.id, { name: 'b' })]
  await waitFor(() => expect(identified()).toHaveLength(1))
  const deleted = result.current.remove()
  await waitFor(() => expect(onDelete).toHaveBeenCalledOnce())
  expect(deletes()).toHaveLength(0)
  const third = identify(ada.id, { name: 'c' })
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await deleted).toMatchObject({ status: 'deleted' })
  const notFound = { status: 'failed', error: { code: 'not-found' } }
  const results = await Promise.all([first, second, third])
  expect(results).toMatchObject([{ status: 'saved' }, notFound, notFound])
  expect(await identify(ada.id, { name: 'd' })).toMatchObject(notFound)
  expect(identified()).toHaveLength(1)
  expect(await adapter.users?.get?.(ada.id).catch(({ code }) => code)).toBe('not-found')
})

test('useDeleteUser: calls no service when onDelete rejects, and can be retried', async () => {
  const { result, onDelete, onError, deletes } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  onDelete.mockImplementationOnce(() => {
    throw new Error('The host is down.')
  })
  const refused = { status: 'failed', error: { code: 'service' }, isAccountDeleted: false }
  expect(await result.current.remove()).toMatchObject(refused)
  await waitFor(() => expect(result.current.deletion).toMatchObject(refused))
  expect(result.current.user.user?.name).toBe(ada.name)
  expect(deletes()).toEqual([])
  expect(onError).toHaveBeenCalledOnce()
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
})

test('useDeleteUser: retries only the service after a partial deletion, also from other components', async () => {
  const { adapter, result, onDelete, onError, deletes, unmount, show } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  const error = fault('service')
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? error : undefined)
  expect(await result.current.remove()).toEqual({
    status: 'partial',
    error,
    isAccountDeleted: true,
  })
  await waitFor(() => expect(result.current.user.user).toBeUndefined())
  expect(onError).toHaveBeenCalledWith({ error })
  unmount()
  const later = show()
  expect(later.result.current.deletion.status).toBe('partial')
  adapter.faults.fail = undefined
  expect(await later.result.current.remove()).toMatchObject({ status: 'deleted' })
  expect(onDelete).toHaveBeenCalledOnce()
  expect(deletes()).toHaveLength(2)
})

test('useDeleteUser: starts anew after a sign-out, and calls onDelete again', async () => {
  const props: { userId: string | null } = { userId: ada.id }
  const { adapter, result, onDelete, rerender } = setUp({}, props)
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? fault('service') : undefined)
  expect(await result.current.remove()).toMatchObject({ status: 'partial' })
  for (const userId of [null, ada.id]) {
    props.userId = userId
    rerender()
    await waitFor(() => expect(result.current.deletion.status).toBe('idle'))
  }
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  expect(result.current.deletion).toMatchObject({ status: 'idle', isAccountDeleted: false })
  adapter.faults.fail = undefined
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
  expect(onDelete).toHaveBeenCalledTimes(2)
})

test('useDeleteUser: a session that loads again keeps the deletion that is partly done', async () => {
  const props: { userId: string | undefined } = { userId: ada.id }
  const { adapter, result, onDelete, rerender } = setUp({}, props)
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? fault('service') : undefined)
  expect(await result.current.remove()).toMatchObject({ status: 'partial' })
  for (const userId of [undefined, ada.id]) {
    props.userId = userId
    rerender()
  }
  expect(result.current.deletion.status).toBe('partial')
  adapter.faults.fail = undefined
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
  expect(onDelete).toHaveBeenCalledOnce()
})

test.each([
  ['is complete if the user no longer exists', 'not-found', undefined, 'deleted'],
  ['is complete if the service cannot delete', 'unsupported', undefined, 'deleted'],
  ['is partial if the service cannot archive', 'unsupported', true, 'partial'],
  ['is partial if the session ended', 'unauthorized', undefined, 'partial'],
] as const)('useDeleteUser: the deletion %s', async (_, code, archive, status) => {
  const { adapter, result, onError } = setUp({}, {}, archive)
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? fault(code, 400) : undefined)
  expect(await result.current.remove()).toMatchObject({ status, isAccountDeleted: true })
  expect(onError).toHaveBeenCalledTimes(status === 'partial' ? 1 : 0)
})

test('useDeleteUser: stays partial when only one of two services does not find the user', async () => {
  const { adapter, result } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  const both = (...errors: Error[]) =>
    new IdentikitError('not-found', 'Both.', { status: 404, cause: new AggregateError(errors) })
  let error = both(fault('not-found'), fault('service'))
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? error : undefined)
  expect(await result.current.remove()).toMatchObject({ status: 'partial' })
  error = both(fault('not-found'), fault('not-found'))
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
})

test('useDeleteUser: sends no request to a service that cannot delete users', async () => {
  const { result, deletes, steps } = setUp({ without: ['users.delete'] })
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
  expect(steps).toEqual(['host'])
  expect(deletes()).toEqual([])
})

test('useDeleteUser: passes archive to the service', async () => {
  const { result, deletes } = setUp({}, {}, true)
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  expect(await result.current.remove()).toMatchObject({ status: 'partial' })
  expect(deletes()[0]?.input).toEqual({ archive: true })
})

test('useDeleteUser: sends the deletion again after a lost answer', async () => {
  const { adapter, result, deletes } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  let lost = false
  adapter.faults.loseResponse = ({ member }) => member === 'users.delete' && !lost && (lost = true)
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
  expect(deletes()).toHaveLength(2)
})

test('useDeleteUser: continues after unmount, and later components show its state', async () => {
  const { adapter, result, deletes, unmount, show } = setUp()
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  adapter.faults.pause = true
  const ended = result.current.remove()
  await waitFor(() => expect(deletes()).toHaveLength(1))
  unmount()
  const later = show()
  expect(later.result.current.deletion.status).toBe('deleting')
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await ended).toMatchObject({ status: 'deleted' })
  await waitFor(() => expect(later.result.current.deletion.status).toBe('deleted'))
  // A component that mounts later isn't notified, because the user may have signed up again.
  later.unmount()
  await adapter.users?.identify?.(ada.id, { name: 'Ada again' })
  const again = show()
  expect(again.result.current.deletion.status).toBe('idle')
  await waitFor(() => expect(again.result.current.user.user?.name).toBe('Ada again'))
})

test('useDeleteUser: deletes nothing while no user is signed in', async () => {
  const { result, onDelete } = setUp({}, { userId: null })
  expect(await result.current.remove()).toMatchObject({
    status: 'failed',
    error: { code: 'not-loaded' },
  })
  expect(onDelete).not.toHaveBeenCalled()
})

test.each([
  ['deletes where it is allowed', ['users.delete'], ['GET', 'DELETE'], false],
  ['asks for nothing where it is not', [], ['GET'], true],
] as const)('over a handler it %s', async (_, allow, methods, isKept) => {
  const service = createMemoryAdapter({ users: [ada] })
  const options: UserHandlerOptions = { adapter: service, authenticate: () => ada.id, allow }
  const handler = createUserHandler(options)
  const sent: string[] = []
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: (input, init) => {
      const request = new Request(input, init)
      sent.push(request.method)
      return handler(request)
    },
  })
  const useBoth = () => ({ user: useUser(), ...useDeleteUser({ onDelete: () => {} }) })
  const { result } = renderHook(useBoth, { wrapper: createWrapper({ adapter }) })
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  expect(await result.current.remove()).toMatchObject({ status: 'deleted' })
  expect(sent).toEqual(methods)
  const read = await service.users?.get?.(ada.id).catch(() => undefined)
  expect(read !== undefined).toBe(isKept)
})

import { expect, it } from 'vitest'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserClient } from '../../src/core/client.js'
import { createUserHandler, type UserHandlerOptions } from '../../src/server.js'
import { memory } from './handler.fixture.js'

const token = 'c1d7a9b0e4f24a6c8b1d3f5a7c9e3f9a'

/** Opens a browser client over a handler and a service, and records the requests. */
function openRemote(allow: UserHandlerOptions['allow']) {
  const service = memory({ users: [{ id: 'ada' }, { id: 'grace' }] })
  void service.devices?.add('ada', { token, platform: 'ios' })
  void service.devices?.add('grace', { token, platform: 'ios' })
  const handler = createUserHandler({ adapter: service, authenticate: () => 'ada', allow })
  const sent: string[] = []
  const adapter = createRemoteAdapter({
    url: 'https://app.example.com/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      sent.push(`${request.method} ${request.url.slice(request.url.indexOf('/api') + 14)}`)
      return handler(request)
    },
  })
  const getWrites = () =>
    service.calls.filter(({ member }) => /delete|remove/.test(member)).map(({ member }) => member)
  return { client: createUserClient(adapter), service: createUserClient(service), sent, getWrites }
}

const unsupported = { code: 'unsupported' }

it('removeDevice: removes a device of the signed-in user, with the token in the body', async () => {
  const { client, service, sent } = openRemote(['devices'])
  expect((await client.users.get('ada')).devices).toEqual([{ token, platform: 'ios' }])
  expect(client.capabilities?.devices).toBe(true)
  await client.devices.remove('ada', token)
  expect((await service.users.get('ada')).devices).toEqual([])
  expect((await service.users.get('grace')).devices).toEqual([{ token, platform: 'ios' }])
  expect(sent).toEqual(['GET ?read=user', 'POST /devices/remove'])
})

it('removeDevice: is refused unless `allow` has devices', async () => {
  const { client, service, sent, getWrites } = openRemote(['users.delete'])
  await expect(client.devices.remove('ada', token)).rejects.toMatchObject(unsupported)
  await client.users.get('ada')
  expect(client.capabilities?.devices).toBe(false)
  await expect(client.devices.remove('ada', token)).rejects.toMatchObject(unsupported)
  expect(sent).toEqual(['POST /devices/remove', 'GET ?read=user'])
  expect((await client.users.get('ada')).devices).toBeUndefined()
  expect(getWrites()).toEqual([])
  expect((await service.users.get('ada')).devices).toHaveLength(1)
})

it('deleteUser: deletes the signed-in user only', async () => {
  const { client, service } = openRemote(['users.delete'])
  await client.users.get('ada')
  expect(client.capabilities?.users).toContain('delete')
  await client.users.delete('ada')
  await expect(service.users.get('ada')).rejects.toMatchObject({ code: 'not-found' })
  expect(await service.users.get('grace')).toMatchObject({ id: 'grace' })
  await expect(client.users.delete('grace')).rejects.toMatchObject({ code: 'user-changed' })
})

it('deleteUser: passes archive to the service', async () => {
  const { client, sent } = openRemote(['users.delete'])
  // The memory adapter refuses to archive.
  await expect(client.users.delete('ada', { archive: true })).rejects.toMatchObject(unsupported)
  expect(sent).toEqual(['DELETE /user?archive=true'])
})

it('deleteUser: is refused unless `allow` has users.delete', async () => {
  const { client, service, sent, getWrites } = openRemote(['devices'])
  await expect(client.users.delete('ada')).rejects.toMatchObject(unsupported)
  await client.users.get('ada')
  expect(client.capabilities?.users).not.toContain('delete')
  await expect(client.users.delete('ada')).rejects.toMatchObject(unsupported)
  expect(sent).toEqual(['DELETE /user', 'GET ?read=user'])
  expect(getWrites()).toEqual([])
  expect(await service.users.get('ada')).toMatchObject({ id: 'ada' })
})

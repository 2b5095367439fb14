import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { createPostgresAdapter } from '../../src/adapters/postgres/postgres.js'
import { createUserClient } from '../../src/core.js'
import { openHandler } from './handler.fixture.js'

let warn: MockInstance<typeof console.warn>
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => void vi.unstubAllEnvs())
const warnings = () => warn.mock.calls.map(([text]) => String(text))

const patch = { patch: { name: 'Countess' } }

describe('a warning for developers', () => {
  it('names both origins of a refused write', async () => {
    const { send } = openHandler()
    const headers = { origin: 'http://localhost:5173' }
    for (let write = 0; write < 3; write++) await send('PUT', '/user', patch, headers)
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain('http://localhost:5173')
    expect(warnings()[0]).toContain('https://app.example.com')
    expect(warnings()[0]).toContain("trustedOrigins: ['http://localhost:5173']")
  })

  it('says that authenticate() returned no user', async () => {
    const { send } = openHandler({ authenticate: () => undefined })
    for (let read = 0; read < 3; read++) await send('GET', '?read=user')
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain('authenticate() returned no user id')
  })

  it('says that authenticate() failed, without its error', async () => {
    const { send, faults } = openHandler({
      authenticate: () => Promise.reject(new Error('sentinel of ada')),
    })
    for (let read = 0; read < 3; read++) await send('GET', '?read=user')
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain('authenticate() failed')
    expect(warnings()[0]).not.toContain('sentinel')
    expect(faults).toHaveLength(3)
  })

  it('says that the catalog lists none of the types that the service has', async () => {
    const { send } = openHandler({ catalog: [{ id: 'newz', channels: ['email'] }] })
    for (let read = 0; read < 3; read++) await send('GET', '?read=preferences')
    expect(warnings()).toEqual([expect.stringContaining('lists no type of the service')])
    expect(warnings()[0]).toContain('"news"')
  })

  it('is not printed in production', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    const { send } = openHandler({ authenticate: () => null })
    await send('GET', '?read=user')
    await send('PUT', '/user', patch, { origin: 'http://evil.example' })
    expect(warnings()).toEqual([])
  })

  it('is printed at most 100 times, whatever is requested', async () => {
    vi.resetModules()
    const { warnOnce } = await import('../../src/core/warnOnce.js')
    for (let path = 0; path < 300; path += 1) warnOnce(`No mount at /${path}.`)
    expect(warnings()).toHaveLength(100)
  })

  it('says that Postgres is used in a browser', () => {
    vi.stubGlobal('document', {})
    createPostgresAdapter({ query: async () => ({ rows: [] }) })
    vi.unstubAllGlobals()
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain('Create it on your server')
  })
})

it.each([undefined, null, {}, 'adapter'])(
  'createUserClient: names the missing adapter: %j',
  (wrong) => {
    expect(() => createUserClient(wrong as never)).toThrow('createUserClient() needs an adapter')
  },
)

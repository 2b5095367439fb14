import { createMemoryAdapter } from 'identikit/adapters/memory'
import { defineCatalog } from 'identikit/core'
import { createUserHandler } from 'identikit/server'

const handler = createUserHandler({
  adapter: createMemoryAdapter({ users: [{ id: 'ada' }, { id: 'grace' }] }),
  catalog: defineCatalog([{ id: 'news', label: 'News', channels: ['email', 'push'] }]),
  authenticate: (request) => /session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null,
})

export default { fetch: (request: Request) => handler(request) }

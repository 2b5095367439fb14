import { switchIds, toChoices, type Choices } from './plan.js'

interface PreferenceSet {
  readonly id: string
  readonly workflows: Readonly<Record<string, { channel_types: { email: boolean } }>> | null
}

const empty = { id: 'default', categories: null, workflows: null, channel_types: null }

/** Creates the part of Knock's API that its hook requests. A PUT replaces the whole set and returns it. */
export function createKnockApi(initial: Choices) {
  let set: PreferenceSet = {
    ...empty,
    workflows: Object.fromEntries(
      switchIds.map((id) => [id, { channel_types: { email: initial[id] } }]),
    ),
  }

  async function serve(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (/^\/v1\/users\/[^/]+$/.test(pathname)) {
      return Response.json({ __typename: 'User', id: pathname.split('/').at(-1) })
    }
    if (!/^\/v1\/users\/[^/]+\/preferences\/default$/.test(pathname)) {
      return Response.json({ errors: { detail: '404 Not Found' } }, { status: 404 })
    }
    if (request.method === 'PUT') {
      const body = (await request.json()) as Partial<PreferenceSet>
      set = { ...empty, ...body, id: 'default' }
    }
    return Response.json(set)
  }

  return {
    serve,
    saved: () => toChoices((id) => set.workflows?.[id]?.channel_types.email === true),
  }
}

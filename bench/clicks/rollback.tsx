import {
  QueryClient,
  QueryClientProvider,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { JSX } from 'react'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import {
  applyPreferenceChange,
  createUserClient,
  isOn,
  getSetting,
  type Preferences,
  type UserClient,
} from '../../src/core.js'
import type { Contender } from './contender.js'
import { switchIds, type SwitchId } from './plan.js'
import { fill, readSaved, linked } from './service.js'
import { Switch } from './Switch.js'

interface RowProps {
  readonly id: SwitchId
  readonly client: UserClient
  readonly userId: string
}

const queryKey = ['preferences']

/**
 * The pattern of TanStack's guide "Optimistic Updates", via the cache: cancel, snapshot, set; on error set the snapshot again;
 * at the end invalidate. A mutation a switch, so that each can show its own error.
 */
function Row({ id, client, userId }: RowProps): JSX.Element | null {
  const queryClient = useQueryClient()
  const leaf = { type: id, channel: 'email' }
  const { data } = useQuery({
    queryKey,
    queryFn: () => client.preferences.get(userId),
    select: (preferences) => isOn(getSetting(preferences, leaf)),
  })
  const mutation = useMutation({
    mutationFn: (enabled: boolean) => client.preferences.update(userId, { ...leaf, enabled }),
    onMutate: async (enabled) => {
      await queryClient.cancelQueries({ queryKey })
      const previous = queryClient.getQueryData<Preferences>(queryKey)
      queryClient.setQueryData<Preferences>(
        queryKey,
        (now) => now && applyPreferenceChange(now, { ...leaf, enabled }),
      )
      return { previous }
    },
    onError: (_error, _enabled, context) => {
      queryClient.setQueryData(queryKey, context?.previous)
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
  if (data === undefined) return null
  return (
    <Switch
      id={id}
      isOn={data}
      isSaving={mutation.isPending}
      hasError={mutation.isError}
      onChange={(enabled) => mutation.mutate(enabled)}
    />
  )
}

export const rollback: Contender = {
  name: "TanStack's rollback",
  isOurs: false,
  async open({ link, userId, first, causingClick }) {
    const adapter = createMemoryAdapter()
    await fill(adapter, userId, first)
    const client = createUserClient(linked(adapter, link, causingClick))
    const queryClient = new QueryClient()
    return {
      saved: () => readSaved(adapter, userId),
      Page: () => (
        <QueryClientProvider client={queryClient}>
          {switchIds.map((id) => (
            <Row key={id} id={id} client={client} userId={userId} />
          ))}
        </QueryClientProvider>
      ),
    }
  },
}

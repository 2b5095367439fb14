import {
  QueryClient,
  QueryClientProvider,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { JSX } from 'react'
import {
  applyPreferenceChange,
  createUserClient,
  isOn,
  getSetting,
  type Preferences,
  type UserAdapter,
  type UserClient,
} from '../../src/core.js'
import { switchIds, type SwitchId } from './plan.js'
import { Switch } from './Switch.js'

interface RowProps {
  readonly id: SwitchId
  readonly client: UserClient
  readonly userId: string
}

interface RollbackPageProps {
  readonly adapter: UserAdapter
  readonly userId: string
}

const queryKey = ['preferences']

/**
 * Renders a switch by the pattern of TanStack's guide "Optimistic Updates", via the cache: cancel, snapshot and set; restore the
 * snapshot on error; invalidate at the end. Each switch has a mutation, so that it can show its own error.
 */
function Row({ id, client, userId }: RowProps): JSX.Element | null {
  const queryClient = useQueryClient()
  const target = { type: id, channel: 'email' }
  const { data } = useQuery({
    queryKey,
    queryFn: () => client.preferences.get(userId),
    select: (preferences) => isOn(getSetting(preferences, target)),
  })
  const mutation = useMutation({
    mutationFn: (enabled: boolean) => client.preferences.update(userId, { ...target, enabled }),
    onMutate: async (enabled) => {
      await queryClient.cancelQueries({ queryKey })
      const previous = queryClient.getQueryData<Preferences>(queryKey)
      queryClient.setQueryData<Preferences>(
        queryKey,
        (current) => current && applyPreferenceChange(current, { ...target, enabled }),
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

/** Renders the switches with a cache of their own. */
export function createRollbackPage({ adapter, userId }: RollbackPageProps): JSX.Element {
  const client = createUserClient(adapter)
  return (
    <QueryClientProvider client={new QueryClient()}>
      {switchIds.map((id) => (
        <Row key={id} id={id} client={client} userId={userId} />
      ))}
    </QueryClientProvider>
  )
}

import type { MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { PreferencesMember, UserAdapter } from '../../../src/core/adapter.js'
import { seqHeader, writerHeader } from '../../../src/core/protocol.js'
import type { UserHandlerOptions } from '../../../src/server.js'
import { memory, openHandler } from '../handler.fixture.js'

/** The headers of a write of one browser. */
export const at = (seq: number, writer = 'browser') => ({
  [writerHeader]: writer,
  [seqHeader]: String(seq),
})

/** Returns an adapter with other members of its preferences. */
export function withPreferences(
  adapter: UserAdapter,
  replace: (member: PreferencesMember) => Partial<PreferencesMember>,
): UserAdapter {
  const { preferences } = adapter
  return preferences
    ? { ...adapter, preferences: { ...preferences, ...replace(preferences) } }
    : adapter
}

/** Returns an adapter whose service has no order. */
export function withoutOrder(adapter: UserAdapter): UserAdapter {
  const { users, streak } = adapter
  const unordered = withPreferences(adapter, ({ rules, update }) => ({
    rules: { ...rules, order: undefined },
    update: (id, change, options) => update(id, change, { ...options, order: undefined }),
  }))
  return {
    ...unordered,
    order: undefined,
    users: users && {
      ...users,
      identify:
        users.identify &&
        ((id, patch, options) => users.identify!(id, patch, { ...options, order: undefined })),
      update:
        users.update &&
        ((id, patch, options) => users.update!(id, patch, { ...options, order: undefined })),
    },
    streak: streak && {
      ...streak,
      update: (id, patch, options) => streak.update(id, patch, { ...options, order: undefined }),
    },
  }
}

/** Opens a handler over a service without order. */
export function openOrdered(
  options: Partial<UserHandlerOptions> = {},
  service: MemoryAdapter = memory(),
) {
  const opened = openHandler({ adapter: withoutOrder(service), ...options })
  const getWrites = () =>
    service.calls
      .filter(({ member }) => !/\.(?:get|info)$/.test(member))
      .map(({ member, input }) => ({ member, input }))

  return {
    ...opened,
    service,
    getWrites,
    /** Sends a change of the email channel of `news`. */
    turn: (enabled: boolean, seq: number, channel = 'email') =>
      opened.send(
        'PATCH',
        '/preferences',
        { changes: [{ type: 'news', channel, enabled }] },
        at(seq),
      ),
    /** Reads whether a channel of `news` is on at the service. */
    isOn: async (channel = 'email') => {
      const { types } = await service.preferences!.get('ada')
      return types[0]?.channels[channel]?.state === 'on'
    },
  }
}

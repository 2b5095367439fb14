import { useProfile } from 'identikit'
import {
  defineCatalog,
  type NotificationCatalog,
  type PreferenceChange,
  type UserPatch,
} from 'identikit/core'

export const changes: readonly PreferenceChange[] = [
  { type: 'anything', channel: 'pigeon', enabled: true },
  // @ts-expect-error -- a channel is a string
  { channel: 1, enabled: true },
]

export const patches: readonly UserPatch[] = [
  { traits: { anything: { deep: [1, null] } } },
  // @ts-expect-error -- traits are JSON
  { traits: { when: new Date() } },
]

const catalog = defineCatalog([{ id: 'news', channels: ['email'] }])
export const id: 'news' = catalog[0].id
export const list: NotificationCatalog = catalog

// @ts-expect-error -- not a property of an entry
defineCatalog([{ id: 'news', lable: 'News' }])
// @ts-expect-error -- an entry has an id
defineCatalog([{ label: 'News' }])

export const useAnyTrait = () => useProfile().field('traits.anything')

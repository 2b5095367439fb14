// @ts-check
/** Answers as the services of the contenders do, from memory. */
import { createMemoryAdapter } from 'identikit/adapters/memory'
import { createUserHandler } from 'identikit/server'

/** @typedef {{ types: number, channels: number }} Size */

const names = [
  'Comments',
  'Mentions',
  'Weekly recap',
  'Security alerts',
  'Invoices',
  'Product news',
  'Releases',
  'Reviews',
  'Invitations',
  'Reminders',
  'Achievements',
  'Reports',
]
const groups = 4

/** @template T @param {(size: Size) => T} create @returns {(size: Size) => T} */
function onePerSize(create) {
  /** @type {Map<string, T>} */
  const created = new Map()
  return (size) => {
    const key = `${size.types}x${size.channels}`
    const known = created.get(key) ?? create(size)
    created.set(key, known)
    return known
  }
}

/** @param {Size} size @param {readonly string[]} allChannels */
function listTypes({ types, channels }, allChannels) {
  return Array.from({ length: types }, (_, index) => {
    const round = Math.floor(index / names.length)
    const name = names[index % names.length]
    return {
      id: `t${index}`,
      label: round > 0 ? `${name} ${round + 1}` : `${name}`,
      description: `What it is about ${index}`,
      group: index % groups,
      channels: allChannels
        .slice(0, channels)
        .map((channel, position) => ({ channel, isOn: (index + position) % 2 === 0 })),
    }
  })
}

/** @param {ReturnType<typeof listTypes>[number]['channels']} channels */
const asFlags = (channels) =>
  Object.fromEntries(channels.map(({ channel, isOn }) => [channel, isOn]))

const ourChannels = ['email', 'push', 'in_app', 'sms', 'chat', 'webhook']

/** Returns our handler over a memory adapter. */
export const getHandler = onePerSize((size) => {
  const types = listTypes(size, ourChannels)
  const adapter = createMemoryAdapter({
    users: [{ id: 'u1', name: 'Ada Lovelace', email: 'ada@example.com' }],
    preferences: {
      types: types.map(({ channels, group, ...type }) => ({
        ...type,
        group: `Group ${group}`,
        channels: Object.fromEntries(
          channels.map(({ channel, isOn }) => [channel, { state: isOn ? 'on' : 'off' }]),
        ),
      })),
    },
  })
  return createUserHandler({
    adapter,
    authenticate: () => 'u1',
    basePath: `/identikit/${size.types}x${size.channels}`,
    rateLimit: false,
  })
})

/** Returns the answer of the plain tables. */
export const getPlain = onePerSize((size) => {
  const types = listTypes(size, ourChannels)
  return JSON.stringify({
    types: types.map(({ id, label, description, channels }) => ({
      id,
      label,
      description,
      channels: asFlags(channels),
    })),
  })
})

const courierChannels = ['email', 'push', 'inbox', 'sms', 'direct_message', 'webhook']

/** @see https://www.courier.com/docs/api-reference/user-preferences/get-users-preferences */
const getCourierPage = onePerSize((size) => {
  const types = listTypes(size, courierChannels)
  const sections = Array.from({ length: groups }, (_, group) => ({
    sectionId: `s${group}`,
    name: `Group ${group}`,
    hasCustomRouting: true,
    routingOptions: courierChannels.slice(0, size.channels),
    topics: {
      nodes: types
        .filter((type) => type.group === group)
        .map(({ id, label, description }, index) => ({
          templateId: id,
          templateName: label,
          description,
          defaultStatus: index % 2 === 0 ? 'OPTED_IN' : 'OPTED_OUT',
        })),
    },
  }))
  const recipientPreferences = types.map(({ id, label, group, channels }) => ({
    templateId: id,
    templateName: label,
    sectionId: `s${group}`,
    sectionName: `Group ${group}`,
    status: 'OPTED_IN',
    defaultStatus: 'OPTED_IN',
    hasCustomRouting: true,
    routingPreferences: channels.flatMap(({ channel, isOn }) => (isOn ? [channel] : [])),
  }))
  const preferencePage = {
    heading: 'Notification preferences',
    description: 'Choose what we send you.',
    showCourierFooter: false,
    brand: null,
    channelConfigs: null,
    sections: { nodes: sections },
  }
  return JSON.stringify({
    data: { preferencePage, recipientPreferences: { nodes: recipientPreferences } },
  })
})

const novuChannels = ['email', 'push', 'in_app', 'sms', 'chat']

/** @param {ReturnType<typeof listTypes>[number]} type */
const createNovuRow = ({ id, label, channels }) => ({
  level: 'template',
  enabled: true,
  channels: asFlags(channels),
  overrides: [],
  workflow: { id, identifier: id, name: label, critical: false, tags: [], severity: 'none' },
})

const getNovuTypes = onePerSize((size) => listTypes(size, novuChannels))

const getNovuPage = onePerSize((size) => {
  const channels = Object.fromEntries(
    novuChannels.slice(0, size.channels).map((channel) => [channel, true]),
  )
  const schedule = { isEnabled: false }
  const global = { level: 'global', enabled: true, channels, overrides: [], schedule }
  return JSON.stringify({ data: [global, ...getNovuTypes(size).map(createNovuRow)] })
})

const novuSession = JSON.stringify({
  data: {
    token: 't',
    totalUnreadCount: 0,
    unreadCount: { total: 0, severity: {} },
    removeNovuBranding: true,
    isDevelopmentMode: false,
    maxSnoozeDurationHours: 24,
    applicationIdentifier: 'app',
  },
})

/**
 * Returns the JSON that a vendor answers a request with.
 *
 * @param {Size} size @param {{ host: string, path: string, method: string, body: string }} request
 */
export function answerAsVendor(size, { host, path, method, body }) {
  if (host.includes('courier')) {
    if (!body.includes('updatePreferenceV2')) return getCourierPage(size)
    const [, templateId = 't0'] = /templateId: \\"([^"\\]+)\\"/.exec(body) ?? []
    return JSON.stringify({ data: { updatePreferenceV2: { templateId, status: 'OPTED_IN' } } })
  }
  if (path.includes('/inbox/session')) return novuSession
  if (path.includes('/inbox/preferences')) {
    if (method === 'GET') return getNovuPage(size)
    const [, index = '0'] = /preferences\/t(\d+)/.exec(path) ?? []
    const type = getNovuTypes(size)[Number(index)]
    if (!type) throw new Error(`Novu has no type for ${path}.`)
    const row = createNovuRow(type)
    const changes = JSON.parse(body)
    return JSON.stringify({
      data: { ...row, channels: { ...row.channels, ...(changes.channels ?? changes) } },
    })
  }
  return JSON.stringify({ data: [], notifications: [], hasMore: false })
}

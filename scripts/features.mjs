// @ts-check
/** Maps modules to features, so that a bundle can be checked for features that its code doesn't use. */

/**
 * Patterns of the modules that only one feature needs, under the names that `uses` of size-budgets.json has. A path is relative to `dist`
 * (`core/streak/streak.js`) or starts with the package (`npm:zod`).
 */
const patterns = Object.entries({
  account: /account|delet|typedConfirmation/i,
  adapter: /^adapters\/(?!http\/|remote\/)/,
  'all messages': /^core\/messages\/messages\./,
  avatar: /avatar/i,
  'bulk changes': /preference(?:Center)?Bulk|preferenceGroup/i,
  devices: /^(?:core|react|components)\/devices?\/|device(?:List|Messages|Names)|useDevices/i,
  language: /languages?(?:Data|Messages|Select|s\.)/i,
  locales: /^locales\//,
  phone: /phone|e164/i,
  preferences:
    /preference|channelMessages|preferences\/channels|components\/ui\/Switch\.|npm:@radix-ui\/react-switch/i,
  profile: /profile|trait/i,
  push: /push/i,
  reach: /channelReach|useChannel|reachMessages/i,
  server: /^server\/|^cli\/|core\/(?:adminClient|client|clientChecks)\.|^core\/(?:bulk|combine)\//,
  schedule: /schedule/i,
  'sign-up': /sign-?up/i,
  streak: /streak/i,
  timezone: /timezone/i,
  unsubscribe: /unsubscribe/i,
  'timezone picker': /timezonePicker|npm:downshift|npm:prop-types|npm:react-is/i,
  'timezone table': /timezone(?:s|Labels|Names)\.generated|timezone(?:Aliases|Index)|findTimezones/,
  zod: /^npm:zod/,
})

/**
 * Returns the path relative to `dist`, or `npm:` and the package; nothing for what the bundler adds.
 *
 * @param {string} module @returns {string | undefined}
 */
function shortPath(module) {
  const [, inPackage] = /^.*node_modules\/(.+)$/s.exec(module) ?? []
  if (inPackage) return `npm:${inPackage}`
  return /(?:^|\/)dist\/(.+)$/.exec(module)?.[1]
}

/**
 * Returns the modules of each feature.
 *
 * @param {string[]} modules @returns {Map<string, string[]>}
 */
export function groupByFeature(modules) {
  /** @type {Map<string, string[]>} */
  const found = new Map()
  for (const module of modules) {
    const path = shortPath(module)
    if (path === undefined) continue
    for (const [feature, pattern] of patterns) {
      if (pattern.test(path)) found.set(feature, [...(found.get(feature) ?? []), path])
    }
  }
  return found
}

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { getPreferenceOutline } from '../../../src/core/preferences/preferenceOutline.js'
import {
  applyPreferenceChange,
  getDisabledParents,
  getFrequencySetting,
  getSetting,
  preferenceKey,
  type PreferenceChange,
  type Preferences,
  type PreferenceSetting,
} from '../../../src/core/preferences/preferences.js'
import { replaceEqualDeep } from '../../../src/core/replaceEqualDeep.js'
import {
  comparePreferences,
  getPreferenceTopics,
  getRowTopic,
  outlineTopic,
} from '../../../src/react/preferences/preferenceTopics.js'

const rules = { write: 'setting', parents: 'and' } as const
const channels = ['email', 'push', 'sms']

const anySetting: fc.Arbitrary<PreferenceSetting> = fc.record(
  {
    state: fc.constantFrom('on', 'off', 'unset', 'conditional'),
    locked: fc.constantFrom({}, { reason: 'Required' }),
    pending: fc.constant(true),
  },
  { requiredKeys: ['state'] },
)
const anyChannels = fc.dictionary(fc.constantFrom(...channels), anySetting)
const anyType = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      label: fc.constantFrom('Recap', 'News'),
      group: fc.constantFrom('', 'Weekly'),
      setting: anySetting,
      frequency: fc.record(
        {
          value: fc.constantFrom('instant', 'daily'),
          options: fc.constant(['instant', 'daily'] as const),
          locked: fc.constant({}),
        },
        { requiredKeys: ['options'] },
      ),
      channels: anyChannels,
    },
    { requiredKeys: ['id', 'channels'] },
  )
const anyTypes = fc.tuple(anyType('a'), anyType('b'))
const anyChange: fc.Arbitrary<PreferenceChange> = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom('a', 'b'),
      channel: fc.constantFrom(...channels),
      enabled: fc.constantFrom(true, false, null),
    },
    { requiredKeys: ['enabled'] },
  ),
  fc.record({
    type: fc.constantFrom('a', 'b'),
    frequency: fc.constantFrom('instant' as const, 'daily' as const, null),
  }),
)

/** Returns what the subscribers of each topic show. */
function getViews(data: Preferences): Map<string, unknown> {
  const views = new Map<string, unknown>([[outlineTopic, getPreferenceOutline(data)]])
  for (const { id: type } of data.types) {
    const targets = [undefined, ...channels].map((channel) => ({ type, channel }))
    const shown = targets.map((target) => {
      const setting = getSetting(data, target)
      return setting && [setting, getDisabledParents(data, target, rules)]
    })
    for (const [index, target] of targets.entries()) views.set(preferenceKey(target), shown[index])
    views.set(getRowTopic(type), shown)
    views.set(preferenceKey({ type, frequency: null }), getFrequencySetting(data, type))
  }
  return views
}

function expectTopics(
  topics: readonly string[] | undefined,
  before: Preferences,
  after: Preferences,
): void {
  if (!topics) return
  const old = getViews(before)
  const changed = [...getViews(after)].filter(
    ([topic, view]) => replaceEqualDeep(old.get(topic), view) !== old.get(topic),
  )
  expect(topics).toEqual(expect.arrayContaining(changed.map(([topic]) => topic)))
}

test('comparePreferences: returns the topic of everything that another answer shows differently', () => {
  // Most types are equal, as in the answers of a service.
  const anyAnswers = fc.record({
    types: anyTypes,
    next: anyTypes,
    isChanged: fc.tuple(fc.boolean(), fc.boolean()),
    channels: anyChannels,
  })
  fc.assert(
    fc.property(anyAnswers, ({ types, next, isChanged, channels: parents }) => {
      const before: Preferences = { types, channels: parents, rest: {} }
      const mixed = types.map((type, index) => {
        const other = next[index]
        if (!other || !isChanged[index]) return type
        return { ...type, ...other, channels: { ...type.channels, ...other.channels } }
      })
      const after = replaceEqualDeep(before, { ...before, types: mixed })
      expectTopics(comparePreferences(before, after), before, after)
    }),
    { numRuns: 2000 },
  )
})

test('getPreferenceTopics: returns the topic of everything that a change shows differently', () => {
  fc.assert(
    fc.property(anyTypes, anyChannels, anyChange, (types, parents, change) => {
      const before: Preferences = { types, channels: parents, rest: {} }
      const after = replaceEqualDeep(before, applyPreferenceChange(before, change))
      const topics = [before, after].map((data) => getPreferenceTopics(change, data))
      expectTopics(
        topics.includes(undefined) ? undefined : topics.flatMap((list) => list ?? []),
        before,
        after,
      )
    }),
    { numRuns: 2000 },
  )
})

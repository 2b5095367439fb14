import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/core/messages/messages.js'
import { mergeMessages } from '../../../src/core/messages/mergeMessages.js'
import type { StreakSettings } from '../../../src/core/streak/streak.js'
import { getStreakMetrics } from '../../../src/core/streak/streakMetrics.js'
import { formatStreakRule } from '../../../src/core/streak/streakTexts.js'
import { getFirstWeekday, getWeekdayName } from '../../../src/core/weekdays.js'

const info = { metrics: [{ key: 'minutes', name: 'Reading' }, { key: 'lessons_done' }] }
const types = [
  { key: 'words', label: 'Words', unit: 'words' },
  { key: 'minutes', unit: 'minutes', min: 5, step: 5, max: 60, presets: [10, 20] },
]
const settings: StreakSettings = {
  enabled: true,
  metrics: [
    { key: 'words', threshold: 1500 },
    { key: 'steps', threshold: 3 },
  ],
  daysOff: [0, 6],
}
const metrics = getStreakMetrics(messages, types, info, settings)
const rule = (patch: Partial<StreakSettings>, frequency?: 'daily' | 'weekly' | 'monthly') =>
  formatStreakRule(messages, 'en', { ...settings, ...patch }, metrics, frequency)

describe('getStreakMetrics', () => {
  it('sorts metrics by product, service and settings', () => {
    expect(metrics.map(({ key, label, isKnown }) => [key, label, isKnown])).toEqual([
      ['words', 'Words', true],
      ['minutes', 'Reading', true],
      ['lessons_done', 'Lessons done', true],
      ['steps', 'Steps', false],
    ])
    expect(metrics[1]).toMatchObject({ min: 5, step: 5, max: 60, presets: [10, 20] })
    expect(metrics[3]).toMatchObject({ min: 1, step: 1, max: undefined, presets: [] })
  })
})

describe('getStreakMetrics: a metric without a name', () => {
  it('is labeled by its key, and hidden without a key', () => {
    const blank = { metrics: [{ key: 'steps', name: ' ' }] }
    const odd = { ...settings, metrics: [{ key: '', threshold: 1 }, ...settings.metrics] }
    const shown = getStreakMetrics(messages, [], blank, odd)
    expect(shown.map(({ label }) => label)).toEqual(['Steps', 'Words'])
  })
})

describe('formatStreakRule', () => {
  it('joins the goals by evaluation mode', () => {
    expect(rule({ evaluationMode: 'or', daysOff: [] }, 'daily')).toBe(
      '1,500 words or 3 Steps each day.',
    )
    expect(rule({ evaluationMode: 'and', daysOff: [] }, 'daily')).toBe(
      '1,500 words and 3 Steps each day.',
    )
    expect(rule({ daysOff: [] }, 'daily')).toBe('1,500 words, 3 Steps each day.')
  })

  it('names the days off', () => {
    expect(rule({ metrics: [] }, 'daily')).toBe(
      'No goal chosen. The standard goals apply. Sundays and Saturdays off.',
    )
    expect(rule({ metrics: [] }, 'weekly')).toBe('No goal chosen. The standard goals apply.')
    expect(rule({ evaluationMode: 'or' }, 'monthly')).toBe('1,500 words or 3 Steps each month.')
    expect(rule({ evaluationMode: 'or', daysOff: [0] })).toBe(
      '1,500 words or 3 Steps keep your streak going. Sundays off.',
    )
  })

  it('uses custom messages and the number format of the locale', () => {
    const german = mergeMessages(messages, {
      streak: { rule: { ...messages.streak.rule, daily: (goals) => `${goals} am Tag.` } },
    })
    const mode = { ...settings, evaluationMode: 'or', daysOff: [] } as const
    expect(formatStreakRule(german, 'de', mode, metrics, 'daily')).toBe(
      '1.500 words oder 3 Steps am Tag.',
    )
  })
})

describe('formatStreakRule: locales', () => {
  it.each([
    ['en-US', 0],
    ['de', 1],
    ['ar-EG', 6],
  ])('%s begins its week with day %d', (locale, day) => {
    expect(getFirstWeekday(locale)).toBe(day)
  })

  it('names weekdays', () => {
    expect(getWeekdayName('de', 0, 'long')).toBe('Sonntag')
  })
})

describe('getStreakMetrics: limits of the product', () => {
  const steps = { key: 'steps', threshold: 1 }
  it.each([
    ['en', 1, '1 step each day.'],
    ['en', 2, '2 steps each day.'],
    ['pl', 3, '3 kroki each day.'],
  ])('counts units as %s does: %d', (locale, threshold, text) => {
    const unit =
      locale === 'pl'
        ? { one: 'krok', few: 'kroki', other: 'kroków' }
        : { one: 'step', other: 'steps' }
    const chosen = { ...settings, metrics: [{ ...steps, threshold }], daysOff: [] }
    const shown = getStreakMetrics(messages, [{ key: 'steps', unit }], undefined, chosen)
    expect(formatStreakRule(messages, locale, chosen, shown, 'daily')).toBe(text)
  })

  it('drops goals outside the limits and invalid steps', () => {
    const type = { key: 'steps', min: 5, max: 50, step: 0, presets: [-1, 0, Number.NaN, 5, 50, 51] }
    const [shown] = getStreakMetrics(messages, [type, type], undefined, undefined)
    expect(shown).toMatchObject({ step: 1, presets: [5, 50] })
    const [bare] = getStreakMetrics(messages, [{ key: 'a', presets: [0, 9] }], undefined, undefined)
    expect(bare).toMatchObject({ min: 1, presets: [9] })
  })

  it('distinguishes no chosen goal from no metrics', () => {
    const none = { ...settings, metrics: [], daysOff: [] }
    expect(formatStreakRule(messages, 'en', none, metrics, 'daily')).toBe(messages.streak.noGoal)
    expect(formatStreakRule(messages, 'en', none, [], 'daily')).toBe(messages.streak.standardGoals)
  })
})

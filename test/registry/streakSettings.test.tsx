import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { StreakSettings as RegistrySettings } from '../../registry/streak-settings.js'
import { createUserClient, IdentikitError, messages } from '../../src/core.js'
import { IdentikitProvider, StreakSettings } from '../../src/index.js'
import { de } from '../../src/locales/de.js'
import {
  ada,
  createMemoryAdapter,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../src/testing.js'
import { metrics, showStreak, streak } from '../components/streak/streak.fixture.js'

afterEach(cleanup)

const { streak: t } = messages
const grace = { ...ada, id: 'grace' }

/** Name, state, and whether it can be changed, of each control. */
function listControls() {
  const controls = [...document.querySelectorAll<HTMLInputElement>('input, [role=switch]')]
  return controls
    .map((item) => ({
      name: item.ariaLabel ?? item.labels?.[0]?.textContent,
      state: item.ariaChecked ?? (/text|number/.test(item.type) ? item.value : item.checked),
      isFixed: item.ariaDisabled === 'true' || item.matches(':disabled, [readonly]'),
    }))
    .sort((a, b) => String(a.name).localeCompare(String(b.name)))
}

/** Suggested goals are radio buttons, which the entry doesn't have. */
const withoutPresets = metrics.map((metric) => ({ ...metric, presets: [] }))

const show = (options: MemoryAdapterOptions = {}, props: WrapperOptions = {}) =>
  showStreak(options, props, <RegistrySettings signIn={<a href="/login">Sign in</a>} />)

const findSwitch = (name: string) => screen.findByRole('switch', { name })
const goal = () => screen.getByRole('spinbutton', { name: t.goalField('Words', '') })
const info = { metrics: [{ key: 'lessons', name: 'Lessons' }], frequency: 'daily' } as const
const refused = new IdentikitError('forbidden', 'No.', { status: 403 })

describe('registry/streak-settings.tsx', () => {
  it.each<[string, MemoryAdapterOptions, WrapperOptions]>([
    ['sample settings', {}, {}],
    ['a metric of the service', { streakInfo: info }, {}],
    ['one metric', { streak: { ...streak, metrics: streak.metrics.slice(1) } }, {}],
    ['one day that counts', { streak: { ...streak, daysOff: [0, 1, 2, 3, 4, 5] } }, {}],
    ['a streak that is off', { streak: { ...streak, enabled: false } }, {}],
    ['a streak of weeks', { streakInfo: { ...info, frequency: 'weekly' } }, {}],
    ['German', {}, { locale: de }],
    ['a read-only page', {}, { readOnly: true }],
  ])('has the controls of the component: %s', async (_, options, more) => {
    const props = { metrics: withoutPresets, ...more }
    const label = props.locale === de ? de.messages.streak.enabled : t.enabled
    const original = showStreak(options, props, <StreakSettings />)
    await findSwitch(label)
    const expected = listControls()
    original.unmount()

    show(options, props)
    await findSwitch(label)
    expect(listControls()).toEqual(expected)
    expect(expected.length).toBeGreaterThan(4)
  })

  it('sends the requests of the component', async () => {
    function change(): void {
      screen.getByRole('radio', { name: t.modes.and }).click()
      screen.getByRole('checkbox', { name: 'Sunday' }).click()
      screen.getByRole('checkbox', { name: 'Monday' }).click()
      for (const name of [t.counts('Reading'), t.enabled])
        screen.getByRole('switch', { name }).click()
    }
    async function sendAll(view: ReturnType<typeof showStreak>) {
      await findSwitch(t.enabled)
      change()
      await waitFor(() => expect(view.patches().at(-1)).toHaveProperty('enabled'))
      return view.patches()
    }
    const props = { metrics: withoutPresets }
    const original = showStreak({}, props, <StreakSettings />)
    const expected = await sendAll(original)
    original.unmount()
    expect(await sendAll(show({}, props))).toEqual(expected)
  })

  it('saves a goal when the focus leaves it, within its limits, and says so', async () => {
    const { patches } = show()
    await findSwitch(t.enabled)
    fireEvent.change(goal(), { target: { value: '20000' } })
    expect(patches()).toEqual([])
    fireEvent.blur(goal())
    await screen.findByText(t.savedAs(t.goal('Words'), '10000'))
    expect(patches()).toEqual([
      {
        metrics: [
          { key: 'words', threshold: 10_000 },
          { key: 'minutes', threshold: 10 },
        ],
      },
    ])
    expect(goal()).toHaveProperty('value', '10000')
  })

  it('saves a typed goal when the page removes the settings', async () => {
    const { patches, rerender } = show()
    await findSwitch(t.enabled)
    fireEvent.change(goal(), { target: { value: '750' } })
    rerender(null)
    await waitFor(() => expect(patches()).toHaveLength(1))
    expect(patches()[0]).toHaveProperty('metrics.0', { key: 'words', threshold: 750 })
  })

  it.each([null, 'grace'])('saves a typed goal for its user if the next is %s', async (next) => {
    const adapter = createMemoryAdapter({ users: [ada, grace], streak })
    const client = createUserClient(adapter)
    const pageOf = (userId: string | null) => (
      <IdentikitProvider client={client} userId={userId} metrics={withoutPresets}>
        <RegistrySettings />
      </IdentikitProvider>
    )
    const { rerender } = render(pageOf(ada.id))
    await findSwitch(t.enabled)
    fireEvent.change(goal(), { target: { value: '777' } })
    rerender(pageOf(next))
    await (next ? findSwitch(t.enabled) : screen.findByText(t.signedOut))
    const writes = () => adapter.calls.filter(({ member }) => member === 'streak.update')
    await waitFor(() => expect(writes().map(({ id }) => id)).toEqual([ada.id]))
  })

  it('restores the goal of a metric that is turned on again', async () => {
    const { patches } = show()
    const words = await findSwitch(t.counts('Words'))
    words.click()
    await screen.findByText(messages.savedOff(t.counts('Words')))
    expect(screen.queryByRole('spinbutton', { name: t.goalField('Words', '') })).toBeNull()
    words.click()
    await screen.findByText(t.savedAs(t.goal('Words'), '500'))
    expect(patches().at(-1)).toEqual({
      metrics: [
        { key: 'minutes', threshold: 10 },
        { key: 'words', threshold: 500 },
      ],
    })
  })

  it('restores a setting that could not be saved, and tries again', async () => {
    const { adapter } = show()
    const reading = await findSwitch(t.counts('Reading'))
    let failures = 1
    adapter.faults.fail = ({ member }) =>
      member === 'streak.update' && failures-- > 0
        ? new IdentikitError('invalid', 'Refused.')
        : undefined
    reading.click()
    const name = messages.retrySetting(t.goal('Reading'))
    const retry = await screen.findByRole('button', { name })
    expect(screen.getByRole('alert').textContent).toContain(messages.errors.invalid)
    expect(reading.ariaChecked).toBe('true')
    expect(screen.queryByText(/Saved$/)).toBeNull()
    retry.focus()
    retry.click()
    await screen.findByText(messages.savedOff(t.counts('Reading')))
    expect(reading.closest('fieldset')?.contains(document.activeElement)).toBe(true)
  })

  it('keeps the focus, and says why, if the service refuses to change the rule', async () => {
    const { adapter, patches } = show()
    const sunday = await screen.findByRole('checkbox', { name: 'Sunday' })
    adapter.faults.fail = ({ member, input }) =>
      member === 'streak.update' && !('enabled' in (input as object)) ? refused : undefined
    sunday.focus()
    sunday.click()
    await screen.findByText(t.readOnly)
    expect(document.activeElement).toBe(sunday)
    expect(sunday).toHaveProperty('checked', false)
    sunday.click()
    const main = screen.getByRole('switch', { name: t.enabled })
    main.click()
    await screen.findByText(messages.savedOff(t.enabled))
    expect(patches()).toEqual([{ daysOff: [] }, { enabled: false }])
  })

  it('offers to load again after a failure, and keeps the focus', async () => {
    const { adapter } = show({}, { userId: null })
    await screen.findByText(t.signedOut)
    expect(screen.getByRole('link', { name: 'Sign in' })).toBeDefined()
    cleanup()

    const view = show()
    view.adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
    const retry = await screen.findByRole('button', { name: messages.retry })
    expect(screen.getByRole('alert').textContent).toContain(messages.errors.forbidden)
    view.adapter.faults.fail = undefined
    retry.focus()
    retry.click()
    await findSwitch(t.enabled)
    expect(document.activeElement).toBe(screen.getByRole('region', { name: t.title }))
    expect(adapter.calls).toEqual([])
  })

  it('shows and saves nothing that was typed for another user', async () => {
    const adapter = createMemoryAdapter({ users: [ada, grace], streak })
    const client = createUserClient(adapter)
    const pageOf = (user: { readonly id: string }) => (
      <IdentikitProvider client={client} userId={user.id} metrics={withoutPresets}>
        <RegistrySettings />
      </IdentikitProvider>
    )
    const { rerender } = render(pageOf(grace))
    await findSwitch(t.enabled)
    rerender(pageOf(ada))
    await findSwitch(t.enabled)
    const saved = goal().getAttribute('value')
    fireEvent.change(goal(), { target: { value: '777' } })
    rerender(pageOf(grace))
    await findSwitch(t.enabled)
    expect(goal()).toHaveProperty('value', saved)
    fireEvent.blur(goal())
    await waitFor(() => expect(goal()).toHaveProperty('value', saved))
    expect(adapter.calls.filter(({ member }) => member === 'streak.update')).toEqual([])
  })
})

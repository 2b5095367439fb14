import { render } from '@testing-library/react'
import { createElement, createRef, type ComponentProps, type ComponentType, type JSX } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, type CatalogEntry } from '../../src/core.js'
import { ChannelsContext } from '../../src/react/reach/channelsContext.js'
import * as kit from '../../src/index.js'
import {
  ada,
  catalog as plainCatalog,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type MemoryAdapterOptions,
} from '../../src/testing.js'
import { setDevice } from './timezone/timezone.fixture.js'

type ComponentName = Exclude<Extract<keyof typeof kit, Capitalize<string>>, 'IdentikitProvider'>
const states = ['signed-out', 'loading', 'failed', 'unsupported'] as const
type State = (typeof states)[number]

interface Conformance<Name extends ComponentName> {
  readonly props?: Partial<ComponentProps<(typeof kit)[Name]>>
  /** The component outside of which this one throws. */
  readonly root?: ComponentName
  /** Renders the elements that the component must be inside. */
  readonly wrap?: (part: JSX.Element) => JSX.Element
  /** The control inside the named element that `ref`, `id` and `aria-*` go to, as a label needs it. */
  readonly control?: string
  /** Makes the component visible by a user action. */
  readonly prepare?: () => Promise<void>
  /** The states in which the component renders nothing. */
  readonly hiddenWhen?: readonly State[]
  /** @default `ik-` and the name in kebab case */
  readonly stableClass?: string
  /** Renders another element, which gets the same props, while it loads. */
  readonly hasPlaceholder?: true
  /** Renders without a provider. */
  readonly isStandalone?: true
}

const inCenter = (part: JSX.Element) => <kit.PreferenceCenter>{part}</kit.PreferenceCenter>
const inEditor = (part: JSX.Element) => <kit.ProfileEditor>{part}</kit.ProfileEditor>
const inStreak = (part: JSX.Element) => <kit.StreakSettings>{part}</kit.StreakSettings>
const inUnreached = (part: JSX.Element) => (
  <ChannelsContext.Provider value={{ email: { address: null } }}>{part}</ChannelsContext.Provider>
)
const inReadOnly = (part: JSX.Element) => (
  <kit.IdentikitProvider client={createUserClient(createMemoryAdapter())} userId={ada.id} readOnly>
    {part}
  </kit.IdentikitProvider>
)
const center = { root: 'PreferenceCenter', wrap: inCenter } as const
const editor = { root: 'ProfileEditor', wrap: inEditor } as const
const streak = {
  root: 'StreakSettings',
  wrap: inStreak,
  hiddenWhen: states,
} as const

const field = { stableClass: 'ik-field', isStandalone: true } as const
const value = { value: null, onChange: () => {} }

const cases: { readonly [Name in ComponentName]: Conformance<Name> } = {
  Avatar: { props: { user: ada }, isStandalone: true },
  AvatarInput: { ...field, props: value, control: 'input' },
  ChannelReach: { wrap: inUnreached, hiddenWhen: ['signed-out', 'failed', 'unsupported'] },
  ChannelIcon: { props: { channel: 'email' }, isStandalone: true },
  DeleteAccount: {},
  // An adapter without devices can't list them either.
  DeviceList: { hiddenWhen: ['unsupported'] },
  LanguageSelect: { ...field, props: value, control: 'select' },
  PhoneInput: { ...field, props: value, control: 'input' },
  NotificationSchedule: {},
  PauseAll: { hiddenWhen: states },
  PreferenceCenter: {},
  PreferenceCenterBulk: center,
  PreferenceCenterFilter: {
    ...center,
    props: { minTypes: 0 },
    hiddenWhen: ['signed-out', 'failed', 'unsupported'],
  },
  PreferenceCenterFooter: { ...center, hiddenWhen: states },
  PreferenceCenterHeader: center,
  PreferenceCenterList: { ...center, hiddenWhen: ['signed-out', 'failed', 'unsupported'] },
  // Rendered only with a notice, such as that the service sends this user no messages.
  PreferenceCenterNotice: { ...center, hiddenWhen: ['loading'] },
  PreferenceCenterRow: {
    ...center,
    props: { type: 'comments' },
    wrap: (part) =>
      inCenter(
        <table>
          <tbody>{part}</tbody>
        </table>,
      ),
    hiddenWhen: ['signed-out', 'failed', 'unsupported'],
  },
  PreferenceCenterSubscribed: { ...center, hiddenWhen: states },
  PreferenceFrequency: {
    props: { type: 'weekly-recap' },
    hiddenWhen: ['signed-out', 'unsupported'],
    hasPlaceholder: true,
  },
  PreferenceGroupCheckbox: { props: { channel: 'email' }, hiddenWhen: states },
  PreferenceSwitch: {
    props: { type: 'comments', channel: 'email' },
    hiddenWhen: ['signed-out', 'unsupported'],
    hasPlaceholder: true,
  },
  ProfileActions: {
    root: 'ProfileEditor',
    wrap: (part) =>
      inEditor(
        <>
          <kit.ProfileFields />
          {part}
        </>,
      ),
    prepare: () => userEvent.fill(page.getByRole('textbox', { name: 'Name' }), 'Grace'),
    hiddenWhen: states,
  },
  ProfileEditor: {},
  ProfileField: {
    ...editor,
    stableClass: 'ik-field',
    props: { field: 'name' },
    hiddenWhen: states,
  },
  ProfileFields: editor,
  ProfileHeader: editor,
  ProfileTimezoneField: {},
  PushDevice: {
    props: { vapidKey: '', serviceWorker: '/push-worker.js' },
    // An adapter without devices can't register this browser.
    hiddenWhen: ['signed-out', 'unsupported'],
  },
  ReadOnlyNotice: { wrap: inReadOnly },
  SignUpForm: { props: { onSubmit: () => ({ id: 'ada' }) } },
  StreakDays: streak,
  StreakMetric: { ...streak, props: { metric: 'words' } },
  StreakMode: streak,
  StreakSettings: {},
  TextInput: { ...field, props: { ...value, label: 'Text' }, control: 'input' },
  TimezoneMismatch: { hiddenWhen: states },
  TimezonePicker: { control: 'input', isStandalone: true },
  UserBadge: {},
}

const names = Object.keys(cases) as ComponentName[]

const sources = Object.values(
  import.meta.glob<string>('../../src/components/**/*.tsx', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
).join('\n')

/** Returns the tag name of the element that the component's JSDoc says it renders. */
function getNamedTag(name: ComponentName): string | undefined {
  const declaration = new RegExp(`export (const|function) ${name}\\b`).exec(sources)
  const comment = sources.slice(sources.lastIndexOf('/**', declaration?.index), declaration?.index)
  return /Renders an? `<(\w+)/.exec(comment.replaceAll(/\s+\*?\s*/g, ' '))?.[1]
}

/** Returns the stable class of a component, such as `ik-preference-center` of `PreferenceCenter`. */
function getStableClass(name: ComponentName): string {
  return `ik${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

const host = {
  className: 'host-class',
  style: { outlineColor: 'red' },
  id: 'host-id',
  'data-testid': 'host-data',
  'aria-description': 'Host description',
}

const world: MemoryAdapterOptions = {
  users: [{ ...ada, control: true }],
  fields: {
    name: { read: true, write: true, clear: true },
    timezone: { read: true, write: true, clear: true },
    control: { read: true, write: false, clear: false },
  },
  preferences: {
    ...preferences,
    channels: { email: { state: 'on' } },
    subscribed: { state: 'on' },
  },
  streak: {
    enabled: true,
    evaluationMode: 'or',
    metrics: [
      { key: 'words', threshold: 500 },
      { key: 'minutes', threshold: 10 },
    ],
    daysOff: [],
  },
}

const catalog: readonly CatalogEntry[] = plainCatalog.map((entry) =>
  entry.id === 'weekly-recap' ? { ...entry, frequency: { options: ['daily', 'weekly'] } } : entry,
)

const metrics = [
  { key: 'words', label: 'Words' },
  { key: 'minutes', label: 'Reading' },
]

const without = ['users', 'preferences', 'streak', 'schedule', 'devices'] as const

const components = { ...kit } as unknown as Readonly<Record<ComponentName, ComponentType<object>>>
const getCase = (name: ComponentName) => cases[name] as Conformance<'Avatar'>

function show(name: ComponentName, state?: State) {
  const { wrap = (part: JSX.Element) => part, control, props } = getCase(name)
  const adapter = createMemoryAdapter(state === 'unsupported' ? { ...world, without } : world)
  if (state === 'loading') adapter.faults.pause = true
  if (state === 'failed') adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  const ref = createRef<HTMLElement>()
  const part = createElement(components[name], { ...props, ...host, ref } as object)
  render(wrap(part), {
    wrapper: createWrapper({
      adapter,
      catalog,
      metrics,
      userId: state === 'signed-out' ? null : ada.id,
    }),
  })
  const getControl = () => ref.current
  const getElement = () =>
    control === undefined ? ref.current : ref.current?.closest<HTMLElement>('.host-class')
  return { adapter, getControl, getElement }
}

/** Reads the host's props from the element that has them. */
function getHostProps(element: HTMLElement | null | undefined, control = element) {
  return {
    tag: element?.localName,
    className: element?.getAttribute('class')?.replace(/^ik-.+ (?=host-class$)/, ''),
    style: { outlineColor: element?.style.outlineColor },
    id: control?.id,
    'data-testid': element?.dataset['testid'],
    'aria-description': control?.getAttribute('aria-description'),
  }
}

/** Waits until every response is rendered. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 50))

const isHidden = (name: ComponentName, state: State) =>
  getCase(name).hiddenWhen?.includes(state) ?? false
const withProvider = names.filter((name) => !getCase(name).isStandalone)
const pairs = withProvider.flatMap((name) => states.map((state) => [name, state] as const))

beforeEach(() => setDevice('Asia/Seoul'))

test('every public component is in the list', () => {
  const exported = Object.keys(kit).filter((name) => /^[A-Z]/.test(name))
  expect(exported.filter((name) => name !== 'IdentikitProvider').sort()).toEqual([...names].sort())
})

test.each(names)('%s: forwards its ref in React 18 too', (name) => {
  expect(components[name]).toHaveProperty('$$typeof', Symbol.for('react.forward_ref'))
})

test.each(names)(
  '%s: forwards ref, className, style, id, data-* and aria-* to the element that its JSDoc names',
  async (name) => {
    const { prepare, control, stableClass = getStableClass(name) } = getCase(name)
    const { getElement, getControl } = show(name)
    await prepare?.()
    await expect.poll(getElement).toBeTruthy()
    expect(getHostProps(getElement(), getControl())).toEqual({ tag: getNamedTag(name), ...host })
    expect(getElement()?.classList[0]).toBe(stableClass)
    expect(getControl()?.localName).toBe(control ?? getNamedTag(name))
  },
)

test.each(pairs.filter((pair) => !isHidden(...pair)))(
  '%s: forwards them while its data is %s',
  async (name, state) => {
    const { getElement } = show(name, state)
    await settle()
    expect(getHostProps(getElement())).toEqual({ tag: getNamedTag(name), ...host })
  },
)

test.each(pairs.filter((pair) => isHidden(...pair)))(
  '%s: renders nothing while its data is %s',
  async (name, state) => {
    const { getElement } = show(name, state)
    await settle()
    expect(getElement()).toBeNull()
    expect(document.querySelector('.host-class')).toBeNull()
  },
)

test.each(withProvider.filter((name) => !isHidden(name, 'loading')))(
  '%s: keeps its element when loading ends',
  async (name) => {
    const { adapter, getElement } = show(name, 'loading')
    await settle()
    const before = getElement()
    adapter.faults.pause = false
    adapter.faults.release()
    await settle()
    expect(getElement() === before).toBe(!getCase(name).hasPlaceholder)
  },
)

test.each(withProvider)('%s: throws an error that says which root or provider it needs', (name) => {
  const { root, props } = getCase(name)
  const wrapper = root ? { wrapper: createWrapper() } : {}
  const message = root
    ? `<${name}> was used outside <${root}>. Put it inside <${root}>.`
    : 'needs <IdentikitProvider> around it.'
  // React 18 logs the error too.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => render(createElement(components[name], props ?? {}), wrapper)).toThrow(message)
})

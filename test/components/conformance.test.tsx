import { render } from '@testing-library/react'
import {
  createElement,
  createRef,
  type ComponentProps,
  type ComponentType,
  type JSX,
  type ReactNode,
} from 'react'
import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError } from '../../src/core.js'
import * as kit from '../../src/index.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../src/testing.js'
import { setDevice } from './timezone/timezone.fixture.js'

type ComponentName = Exclude<Extract<keyof typeof kit, Capitalize<string>>, 'IdentikitProvider'>
type State = 'loading' | 'failed' | 'unsupported'

interface Conformance<Name extends ComponentName> {
  readonly props?: Partial<ComponentProps<(typeof kit)[Name]>>
  /** The component outside of which this one throws. */
  readonly root?: ComponentName
  /** Renders what the component must be inside. */
  readonly wrap?: (part: JSX.Element) => JSX.Element
  /** The control inside the named element that `ref`, `id` and `aria-*` go to, as a label needs it. */
  readonly control?: string
  /** Makes the component show, by a change of the user. */
  readonly prepare?: () => Promise<void>
  /** The states in which the component renders nothing. */
  readonly hiddenWhen?: readonly State[]
  /** Renders without a provider. */
  readonly isStandalone?: true
}

const inCenter = (part: JSX.Element) => <kit.PreferenceCenter>{part}</kit.PreferenceCenter>
const inEditor = (part: JSX.Element) => <kit.ProfileEditor>{part}</kit.ProfileEditor>
const inStreak = (part: JSX.Element) => <kit.StreakSettings>{part}</kit.StreakSettings>
const center = { root: 'PreferenceCenter', wrap: inCenter } as const
const editor = { root: 'ProfileEditor', wrap: inEditor } as const
const streak = {
  root: 'StreakSettings',
  wrap: inStreak,
  hiddenWhen: ['loading', 'failed', 'unsupported'],
} as const

const cases: { readonly [Name in ComponentName]: Conformance<Name> } = {
  Avatar: { props: { user: ada }, isStandalone: true },
  ChannelIcon: { props: { channel: 'email' }, isStandalone: true },
  DeleteAccount: {},
  DeviceList: {},
  PreferenceCenter: {},
  PreferenceCenterChannels: { ...center, hiddenWhen: ['loading', 'failed', 'unsupported'] },
  PreferenceCenterHeader: center,
  PreferenceCenterList: { ...center, hiddenWhen: ['failed', 'unsupported'] },
  // Shows when there is something to say, as that the service sends this user no messages.
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
    hiddenWhen: ['failed', 'unsupported'],
  },
  PreferenceCenterStreak: center,
  PreferenceCenterSubscribed: { ...center, hiddenWhen: ['loading', 'failed', 'unsupported'] },
  PreferenceSwitch: {
    props: { type: 'comments', channel: 'email' },
    hiddenWhen: ['unsupported'],
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
    hiddenWhen: ['loading', 'failed', 'unsupported'],
  },
  ProfileEditor: {},
  ProfileField: {
    ...editor,
    props: { field: 'name' },
    hiddenWhen: ['loading', 'failed', 'unsupported'],
  },
  ProfileFields: editor,
  ProfileHeader: editor,
  ProfileTimezoneField: {},
  SignUpForm: { props: { onSubmit: () => ({ id: 'ada' }) } },
  StreakDaysOff: streak,
  StreakMetric: { ...streak, props: { metric: 'words' } },
  StreakMode: streak,
  StreakSettings: {},
  TimezoneMismatch: { hiddenWhen: ['loading', 'failed', 'unsupported'] },
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

const metrics = [
  { key: 'words', label: 'Words' },
  { key: 'minutes', label: 'Reading' },
]

const without = ['users', 'preferences', 'streak', 'devices'] as const

function show(name: ComponentName, state?: State, props: WrapperOptions = {}) {
  const {
    wrap = (part: JSX.Element) => part,
    control,
    props: own,
  } = cases[name] as Conformance<'Avatar'>
  const adapter = createMemoryAdapter(state === 'unsupported' ? { ...world, without } : world)
  if (state === 'loading') adapter.faults.pause = true
  if (state === 'failed') adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  const ref = createRef<HTMLElement>()
  const Component = kit[name] as ComponentType<object>
  const part = createElement(Component, { ...own, ...host, ref } as object)
  render(wrap(part), { wrapper: createWrapper({ adapter, metrics, ...props }) })
  const getControl = () => ref.current
  const getElement = () =>
    control === undefined ? ref.current : (ref.current?.closest<HTMLElement>('.host-class') ?? null)
  return { adapter, getControl, getElement }
}

/** Waits until everything that was requested is rendered. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 50))

beforeEach(() => setDevice('Asia/Seoul'))

test('every public component is in the list', () => {
  const components = Object.keys(kit).filter((name) => /^[A-Z]/.test(name))
  expect(components.filter((name) => name !== 'IdentikitProvider').sort()).toEqual(
    [...names].sort(),
  )
})

describe.each(names)('%s', (name) => {
  const {
    root,
    control,
    prepare,
    hiddenWhen = [],
    isStandalone,
  } = cases[name] as Conformance<'Avatar'>

  test('forwards ref, className, style, id, data-* and aria-* to the element that its JSDoc names', async () => {
    const { getElement, getControl } = show(name)
    await prepare?.()
    await expect.poll(getElement).not.toBeNull()
    const element = getElement()
    // React 19 passes the ref to every function component, React 18 only to these.
    expect(kit[name]).toHaveProperty('$$typeof', Symbol.for('react.forward_ref'))
    expect(element?.localName).toBe(getNamedTag(name))
    expect(element?.getAttribute('class')).toMatch(/^ik-[^ ]+ .*host-class$/)
    expect(element?.classList).toContain(getStableClass(name))
    expect(element?.style.outlineColor).toBe('red')
    expect(element?.dataset['testid']).toBe('host-data')
    expect(getControl()?.localName).toBe(control ?? getNamedTag(name))
    expect(getControl()?.id).toBe('host-id')
    expect(getControl()?.getAttribute('aria-description')).toBe('Host description')
  })

  if (isStandalone) return

  test.each(['loading', 'failed', 'unsupported'] as const)(
    'does so while %s, or renders nothing',
    async (state) => {
      const { getElement } = show(name, state)
      await settle()
      const element = getElement()
      if (hiddenWhen.includes(state)) {
        expect(element).toBeNull()
        expect(document.querySelector('.host-class')).toBeNull()
        return
      }
      expect(element?.localName).toBe(getNamedTag(name))
      expect(element?.getAttribute('class')).toMatch(/^ik-[^ ]+ .*host-class$/)
      expect(element?.style.outlineColor).toBe('red')
      expect(element?.dataset['testid']).toBe('host-data')
      expect(element?.id).toBe('host-id')
    },
  )

  if (!hiddenWhen.includes('loading')) {
    test('keeps its element when loading ends', async () => {
      const { adapter, getElement } = show(name, 'loading')
      await settle()
      const before = getElement()
      adapter.faults.pause = false
      adapter.faults.release()
      await settle()
      expect(getElement()).toBe(before)
    })
  }

  test('throws an error that names it outside its provider', () => {
    const Component = kit[name] as ComponentType<object>
    const part: ReactNode = createElement(Component, cases[name].props ?? {})
    const wrapper = root ? { wrapper: createWrapper() } : {}
    const message = root
      ? `<${name}> was used outside <${root}>. Put it inside <${root}>.`
      : 'was used outside <IdentikitProvider>. Put the provider around it.'
    expect(() => render(part, wrapper)).toThrow(message)
  })
})

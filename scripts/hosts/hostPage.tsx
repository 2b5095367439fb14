import { StrictMode, useState, type JSX, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import {
  Avatar,
  DeleteAccount,
  DeviceList,
  PreferenceCenter,
  ProfileEditor,
  ProfileTimezoneField,
  SignUpForm,
  StreakSettings,
  TimezoneMismatch,
  TimezonePicker,
  type TraitField,
} from '../../src/index.js'
import { IdentikitError } from '../../src/core.js'
import {
  ada,
  catalog,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type WrapperOptions,
} from '../../src/testing.js'
import { deviceWorld } from '../../stories/account/deviceWorlds.js'
import { streakWorld } from '../../stories/streak/streakWorlds.js'
import {
  blank,
  down,
  everyState,
  lacking,
  parents,
  signedOut,
  slow,
  world,
} from '../../stories/worlds.js'

interface ScreenProps {
  readonly of?: () => WrapperOptions
  readonly children: ReactNode
}

/** Renders components with a service of their own. */
function Screen({ of = world(), children }: ScreenProps): JSX.Element {
  const [Wrapper] = useState(() => createWrapper(of()))
  return (
    <section className="screen">
      <Wrapper>{children}</Wrapper>
    </section>
  )
}

/** Loads succeed and saves fail. */
const savesFail = world({}, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member.endsWith('.update') ? new IdentikitError('forbidden', 'Not allowed.') : undefined
})

const traits: readonly TraitField[] = [
  {
    key: 'role',
    type: 'select',
    label: 'What you do',
    options: [{ value: 'design', label: 'Design' }],
  },
  { key: 'seats', type: 'number', label: 'Seats', min: 1, max: 500 },
  { key: 'weekly', type: 'boolean', label: 'Show my work to everyone' },
  { key: 'site', type: 'url', label: 'Website', description: 'Shown on your card.' },
]

const readOnly = createMemoryAdapter({ users: [ada], preferences })

const consents = [
  {
    name: 'news',
    label: 'Email me product news',
    description: 'About once a month.',
    type: 'news',
    channel: 'email',
  },
] as const

function Screens(): JSX.Element {
  return (
    <>
      <Screen of={streakWorld()}>
        <PreferenceCenter streak={<StreakSettings />} />
      </Screen>
      <Screen of={savesFail}>
        <PreferenceCenter />
      </Screen>
      <Screen of={world({ preferences: everyState }, { catalog: [] })}>
        <PreferenceCenter />
      </Screen>
      <Screen of={world({ preferences: parents }, { catalog: [] })}>
        <PreferenceCenter />
      </Screen>
      {[slow, down, blank, signedOut, lacking].map((make, index) => (
        <Screen key={index} of={make}>
          <PreferenceCenter />
        </Screen>
      ))}
      <Screen>
        <ProfileEditor traits={traits} />
      </Screen>
      <Screen of={() => ({ adapter: { ...readOnly, users: { get: readOnly.users!.get! } } })}>
        <ProfileEditor />
      </Screen>
      <Screen of={world({}, { userId: null, catalog })}>
        <SignUpForm consents={consents} onSubmit={() => ({ id: 'u1' })} />
      </Screen>
      <Screen>
        <ProfileTimezoneField locale="en" />
        <TimezoneMismatch />
        <div style={{ display: 'flex' }}>
          <Avatar user={{ id: 'grace', name: 'Grace Hopper' }} />
        </div>
      </Screen>
      <Screen of={deviceWorld()}>
        <DeviceList />
        <DeleteAccount onDelete={() => {}} />
      </Screen>
    </>
  )
}

function Picker(): JSX.Element {
  return (
    <Screen>
      <TimezonePicker defaultValue="Asia/Calcutta" locale="en" />
    </Screen>
  )
}

function Dialog(): JSX.Element {
  return (
    <Screen>
      <DeleteAccount onDelete={() => {}} />
    </Screen>
  )
}

const pages = { Screens, Picker, Dialog }

/** Renders a page of the check, where `shadow` in the address puts it into a shadow root. */
function mount(): void {
  const query = new URLSearchParams(location.search)
  const Page = pages[(query.get('page') ?? 'Screens') as keyof typeof pages]
  const isShadow = query.has('shadow')
  for (const stage of document.querySelectorAll('.stage')) {
    const root = isShadow ? stage.attachShadow({ mode: 'open' }) : stage
    if (isShadow) {
      const own = document.createElement('style')
      own.textContent = document.querySelector('#stage')?.textContent ?? ''
      root.append(document.createElement('style'), own)
    }
    createRoot(root.appendChild(document.createElement('div'))).render(
      <StrictMode>
        <Page />
      </StrictMode>,
    )
  }
}

mount()

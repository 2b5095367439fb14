import type { JSX } from 'react'
import { TraitInput } from '../../src/components/fields/TraitInput.js'
import {
  Avatar,
  AvatarInput,
  DeleteAccount,
  DeviceList,
  IdentikitProvider,
  LanguageSelect,
  PhoneInput,
  PreferenceCenter,
  PreferenceSwitch,
  ProfileEditor,
  ProfileTimezoneField,
  SignUpForm,
  StreakSettings,
  TimezoneMismatch,
  TimezonePicker,
  UserBadge,
} from '../../src/index.js'
import { AllParts } from '../e2e/hydration/AllParts.js'
import { ada, catalog, createMemoryAdapter, createWrapper, preferences } from '../../src/testing.js'
import { createRemoteClient } from '../../src/adapters/remote/remoteClient.js'
import { createUserClient, getCapabilities } from '../../src/core.js'
import { createUserHandler } from '../../src/server/handler.js'

const adapter = createMemoryAdapter({
  users: [ada],
  preferences: { ...preferences, channels: { email: { state: 'on' } } },
})
const capabilities = getCapabilities(adapter)
const user = await createUserClient(adapter).users.get(ada.id)
const saved = await createUserClient(adapter).preferences.get(ada.id)

/** A handler whose service has a parent that is off, and the page that was read with it. */
const served = createMemoryAdapter({
  users: [ada],
  preferences: { ...preferences, channels: { push: { state: 'off' } } },
})
const handler = createUserHandler({
  adapter: served,
  authenticate: () => ada.id,
  catalog,
  writable: { traits: ['plan'] },
})
const initialOfHandler = await handler.read({ headers: {} })
const requests: Request[] = []
const remote = createRemoteClient({
  url: 'https://app.example.com/api/identikit',
  fetch: (url, init) => {
    const request = new Request(url, init)
    requests.push(request)
    return handler(request)
  },
})

/** Returns how many requests the page of a handler has sent. */
export const countRequests = (): number => requests.length

const streak = {
  enabled: true,
  metrics: [{ key: 'words', threshold: 1500 }],
  daysOff: [0],
} as const
const metrics = [{ key: 'words', unit: 'words', presets: [500, 1000] }]

const picture = 'https://pictures.example/ada.png'
const upload = async () => ({ url: picture })

function everything(userId: null | undefined): JSX.Element {
  const Wrapper = createWrapper({ adapter, userId })
  return (
    <Wrapper>
      <PreferenceCenter />
      <StreakSettings />
      <ProfileEditor />
      <ProfileTimezoneField />
      <DeviceList />
      <DeleteAccount onDelete={() => {}} />
      <UserBadge />
    </Wrapper>
  )
}

/** The trees that the server renders and the browser hydrates. */
export const fixtures: Readonly<Record<string, () => JSX.Element>> = {
  initial: () => {
    const Wrapper = createWrapper({
      adapter,
      initial: { capabilities, preferences: saved },
    })
    return (
      <Wrapper>
        <PreferenceCenter />
        <PreferenceSwitch type="weekly-recap" channel="email" />
      </Wrapper>
    )
  },
  // As it comes out of a page of Next.js.
  handlerRead: () => (
    <IdentikitProvider
      client={remote}
      userId={ada.id}
      catalog={catalog}
      initial={structuredClone(initialOfHandler)}
    >
      <PreferenceCenter />
      <PreferenceSwitch type="comments" channel="push" />
      <StreakSettings />
      <ProfileEditor />
      <ProfileTimezoneField label="Yours" />
      <UserBadge />
    </IdentikitProvider>
  ),
  allParts: () => <AllParts language="ja" />,
  streak: () => {
    const streakInfo = { metrics: [], frequency: 'daily', length: 12 } as const
    const initial = { capabilities, user, preferences: saved, streak, streakInfo }
    const Wrapper = createWrapper({ adapter, metrics, initial })
    return (
      <Wrapper>
        <PreferenceCenter streak={<StreakSettings />} />
      </Wrapper>
    )
  },
  streakLoading: () => {
    const Wrapper = createWrapper({ adapter, metrics, locale: 'de' })
    return (
      <Wrapper>
        <StreakSettings />
      </Wrapper>
    )
  },
  signedOut: () => everything(null),
  sessionLoading: () => everything(undefined),
  loading: () => {
    const Wrapper = createWrapper({ adapter })
    return (
      <Wrapper>
        <PreferenceCenter />
      </Wrapper>
    )
  },
  blank: () => {
    const Wrapper = createWrapper({ adapter, catalog: [] })
    return (
      <Wrapper>
        <PreferenceCenter />
      </Wrapper>
    )
  },
  signUp: () => {
    const Wrapper = createWrapper({ adapter, userId: null })
    return (
      <Wrapper>
        <SignUpForm
          onSubmit={() => ({ id: 'user_new' })}
          action="/sign-up"
          fields={['firstName', 'lastName', 'email', 'phone']}
          defaultValues={{ email: 'ada@example.com' }}
          consents={[{ name: 'news', label: 'News', description: 'Monthly', type: 'news' }]}
        />
      </Wrapper>
    )
  },
  account: () => {
    const devices = [{ token: 'sentinel-0123456789-3f9a', platform: 'ios' }]
    const initial = { capabilities, user: { ...user, devices } }
    const Wrapper = createWrapper({ adapter, initial })
    return (
      <Wrapper>
        <DeviceList />
        <DeleteAccount onDelete={() => {}} />
      </Wrapper>
    )
  },
  timezone: () => {
    const Wrapper = createWrapper({ adapter, initial: { capabilities, user } })
    return (
      <>
        <TimezonePicker defaultValue="US/Pacific" name="zone" />
        <TimezonePicker native defaultValue="Asia/Calcutta" label="Plain" />
        <Wrapper>
          <TimezoneMismatch />
          <ProfileTimezoneField label="Yours" />
        </Wrapper>
      </>
    )
  },
  profile: () => {
    const grace = { ...user, phone: '+442079460018', avatar: 'https://example.com/ada.png' }
    const Wrapper = createWrapper({ adapter, initial: { capabilities, user: grace } })
    return (
      <Wrapper>
        <UserBadge />
        <ProfileEditor
          traits={[{ key: 'plan', type: 'text', label: 'Plan' }]}
          pendingEmail="ada@king.example"
          onRequestEmailChange={async () => {}}
          uploadAvatar={upload}
        />
      </Wrapper>
    )
  },
  phone: () => (
    <>
      <PhoneInput label="Stored" value="+442079460018" onChange={() => {}} />
      <PhoneInput label="Empty" value={null} timezone="Asia/Calcutta" onChange={() => {}} />
    </>
  ),
  language: () => {
    const Wrapper = createWrapper({ adapter, locale: 'de' })
    const set = { onChange: () => {} }
    return (
      <Wrapper>
        <LanguageSelect id="own" value="de_AT" locales={['en', 'de-AT', 'C']} {...set} />
        <LanguageSelect id="any" value="klingon_QX" {...set} />
      </Wrapper>
    )
  },
  traits: () => {
    const Wrapper = createWrapper({ adapter, locale: 'de' })
    return (
      <Wrapper>
        {[1234.5, '2020-02-20', { a: 1 }, null].flatMap((value, at) =>
          traits.map((field) => (
            <TraitInput
              key={`${field.key} ${at}`}
              id={`${field.key}-${at}`}
              {...{ field, value }}
              onChange={() => {}}
            />
          )),
        )}
      </Wrapper>
    )
  },
  avatar: () => {
    const Wrapper = createWrapper({ adapter, initial: { capabilities, user } })
    return (
      <Wrapper>
        <UserBadge />
        {['क्षितिज शर्मा', 'Émilie du Châtelet', '👩‍👩‍👧‍👦'].map((name) => (
          <Avatar key={name} user={{ id: name, name }} />
        ))}
        {[undefined, upload].map((uploadFile) => (
          <AvatarInput
            key={uploadFile ? 'upload' : 'address'}
            user={ada}
            upload={uploadFile}
            value={picture}
            onChange={() => {}}
          />
        ))}
      </Wrapper>
    )
  },
}

const traits = [
  { type: 'text', key: 'text', label: 'Text', multiline: true },
  { type: 'number', key: 'number', label: 'Number', unit: 'kg' },
  { type: 'boolean', key: 'boolean', label: 'Boolean' },
  { type: 'select', key: 'select', label: 'Select', options: [{ value: 1234.5, label: 'One' }] },
  { type: 'date', key: 'date', label: 'Date' },
  { type: 'url', key: 'url', label: 'Url' },
] as const

export const callsOnServer = (): number => adapter.calls.length

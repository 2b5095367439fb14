import { expect, fn, userEvent, waitFor, type within } from 'storybook/test'
import preview from '../preview.js'
import { IdentikitError, messages, type PartialMessages } from 'identikit/core'
import { SignUpForm, type SignUpConsent, type SignUpFormProps } from 'identikit'
import { lacking, world } from '../worlds.js'

const { signUp: t, profile } = messages

const news: SignUpConsent = {
  name: 'news',
  label: 'Email me product news',
  description: 'About once a month. Change it any time.',
  type: 'news',
  channel: 'email',
}

/** The provider is signed out. */
const signedOut = { userId: null }

const answers = (onSubmit: SignUpFormProps['onSubmit']) => fn(onSubmit as () => never)

const meta = preview.meta({
  title: 'SignUpForm',
  component: SignUpForm,
  args: {
    onSubmit: answers(() => ({ id: 'user_new' })),
    onSignedUp: fn(),
  },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: '26rem' }}>
        <Story />
      </div>
    ),
  ],
  parameters: { world: world({}, signedOut) },
})

async function fill(canvas: ReturnType<typeof within>, email = 'ada@example.com'): Promise<void> {
  await userEvent.type(canvas.getByRole('textbox', { name: profile.name }), 'Ada Lovelace')
  await userEvent.type(canvas.getByRole('textbox', { name: profile.email }), email)
  await userEvent.click(canvas.getByRole('button', { name: t.submit }))
}

export const Default = meta.story({
  args: { consents: [news] },
  play: async ({ canvas, args }) => {
    await fill(canvas)
    await canvas.findByText(t.created)
    const identified = { status: 'saved' }
    await expect(args.onSignedUp).toHaveBeenCalledWith({ id: 'user_new', identified })
  },
})

export const Empty = meta.story()

export const Loading = meta.story({
  args: { consents: [news], onSubmit: answers(() => new Promise(() => {})) },
  play: async ({ canvas }) => {
    await fill(canvas)
    await canvas.findByText(t.creating)
    await expect(canvas.getByRole('button')).toHaveAttribute('aria-busy', 'true')
  },
})

/** `onSubmit` throws. */
export const Failed = meta.story({
  args: { consents: [news], onSubmit: answers(() => Promise.reject(new Error('unreachable'))) },
  play: async ({ canvas }) => {
    await fill(canvas)
    await expect(await canvas.findByRole('alert')).toHaveTextContent(t.failed)
    await expect(canvas.getByRole('textbox', { name: profile.name })).toHaveValue('Ada Lovelace')
  },
})

export const FieldErrors = meta.story({
  args: {
    fields: ['firstName', 'lastName', 'email', 'phone'],
    defaultValues: { email: 'ada@example', phone: '020 7946 0018' },
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: t.submit }))
    // The reader of phone numbers is loaded first.
    await canvas.findByText(profile.wrongEmail)
    await expect(canvas.getByRole('textbox', { name: profile.firstName })).toHaveFocus()
  },
})

/** The domain of the email looks mistyped. */
export const SuggestedEmail = meta.story({
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: profile.email })
    await userEvent.type(input, 'ada@gmial.com')
    await canvas.findByText(profile.suggestedEmail('ada@gmail.com'))
  },
})

/** `onSubmit` returns errors for a field and the form. */
export const HostErrors = meta.story({
  args: {
    onSubmit: answers(() => ({
      errors: {
        email: 'There is an account with this address already.',
        form: 'Sign in, or sign up with another address.',
      },
    })),
  },
  play: async ({ canvas }) => {
    await fill(canvas)
    await waitFor(() => expect(canvas.getByRole('textbox', { name: profile.email })).toHaveFocus())
  },
})

/** The service doesn't answer. The account is there, and the kit identifies the user later, so the person sees a success. */
export const IdentifiedLater = meta.story({
  args: { consents: [news] },
  parameters: {
    world: world({}, signedOut, ({ faults }) => {
      faults.fail = () => new IdentikitError('service', 'The service is down.')
    }),
  },
  play: async ({ canvas, args }) => {
    await fill(canvas)
    await canvas.findByText(t.created)
    await expect(args.onSignedUp).toHaveBeenCalledWith({
      id: 'user_new',
      identified: { status: 'failed', error: expect.objectContaining({ code: 'service' }) },
    })
  },
})

/** The service has no preferences, so the consent isn't saved. */
export const Unsupported = meta.story({
  args: { consents: [news] },
  parameters: { world: () => ({ ...lacking(), ...signedOut }) },
  play: async ({ canvas, args }) => {
    await fill(canvas)
    await canvas.findByText(t.created)
    await expect(args.onSignedUp).toHaveBeenCalledWith({
      id: 'user_new',
      identified: { status: 'saved' },
      refused: expect.objectContaining({ code: 'unsupported' }),
    })
  },
})

export const Consents = meta.story({
  args: {
    consents: [
      news,
      { name: 'recap', label: 'A recap every Monday', type: 'weekly-recap', channel: 'email' },
      { name: 'all', label: 'Everything else that you write', defaultChecked: true },
    ],
  },
})

/** With the host's inputs, which keep the browser's validation. */
export const WithPassword = meta.story({
  args: {
    consents: [news],
    children: (
      <label className="ik-field">
        <span className="ik-field-label">Password</span>
        <input
          className="ik-input"
          type="password"
          name="password"
          autoComplete="new-password"
          minLength={8}
          required
        />
      </label>
    ),
  },
})

const german: PartialMessages = {
  profile: {
    firstName: 'Vorname',
    lastName: 'Familienname (Nachname)',
    email: 'Geschäftliche E-Mail-Adresse',
    phone: 'Mobiltelefonnummer',
    optional: 'freiwillige Angabe',
    required: (label) => `${label}: Dieses Feld darf nicht leer bleiben, bitte füllen Sie es aus.`,
    wrongEmail:
      'Das ist keine gültige E-Mail-Adresse. Eine E-Mail-Adresse sieht aus wie ada@beispiel.de.',
  },
  signUp: {
    title: 'Benutzerkonto anlegen',
    submit: 'Kostenloses Benutzerkonto jetzt anlegen',
    creating: 'Ihr Benutzerkonto wird angelegt. Das dauert nur einen Augenblick …',
    wrongPhone: 'Beginnen Sie mit + und der Landesvorwahl, zum Beispiel +49 30 901820.',
  },
}

export const LongWords = meta.story({
  args: {
    fields: ['firstName', 'lastName', 'email', 'phone'],
    defaultValues: { email: 'ada@', phone: '030 901820' },
    consents: [
      {
        ...news,
        label:
          'Ich möchte Produktneuigkeiten und Veranstaltungseinladungen der Rechtsschutzversicherungsgesellschaft per E-Mail erhalten',
        description:
          'Ungefähr einmal im Monat. Sie können diese Einwilligung jederzeit widerrufen.',
      },
    ],
  },
  parameters: { world: world({}, { ...signedOut, messages: german }) },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: german.signUp?.submit ?? '' }))
  },
})

export const RightToLeft = meta.story({
  ...Failed.input,
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({ ...FieldErrors.input, globals: { theme: 'dark' } })

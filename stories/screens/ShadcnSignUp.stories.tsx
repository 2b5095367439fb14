import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import type { SignUpFormProps } from 'identikit'
import { messages } from 'identikit/core'
import { SignUpForm } from '../../registry/sign-up-form.js'
import { world } from '../worlds.js'
import { TailwindHost } from './TailwindHost.js'

const { signUp: t, profile } = messages

type Props = Pick<SignUpFormProps, 'onSubmit' | 'defaultValues'>

/** The entry for shadcn, in a page with Tailwind 4. */
function ShadcnSignUp(props: Partial<Props>): JSX.Element {
  return (
    <TailwindHost>
      <div>
        <SignUpForm
          onSubmit={() => ({ id: 'user_new' })}
          fields={['name', 'email', 'phone']}
          consents={[
            {
              name: 'news',
              label: 'Email me product news',
              description: 'About once a month. Change it any time.',
              type: 'news',
              channel: 'email',
            },
          ]}
          defaultValues={{ name: 'Ada Lovelace', email: 'ada@example.com' }}
          {...props}
        />
      </div>
    </TailwindHost>
  )
}

const meta = preview.meta({
  title: 'Screens/Shadcn sign-up form',
  component: ShadcnSignUp,
  parameters: { world: world({}, { userId: null }) },
})

export const Default = meta.story()

export const Created = meta.story({
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: t.submit }))
    await expect(await canvas.findByText(t.created)).toBeVisible()
  },
})

export const Creating = meta.story({
  args: { onSubmit: () => new Promise(() => {}) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: t.submit }))
    await expect(await canvas.findByText(t.creating)).toBeVisible()
  },
})

export const FieldErrors = meta.story({
  args: { defaultValues: { email: 'ada@' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: t.submit }))
    await expect(await canvas.findByText(profile.wrongEmail)).toBeVisible()
  },
})

export const Failed = meta.story({
  args: { onSubmit: () => ({ errors: {} }) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: t.submit }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(t.failed)
  },
})

import type { JSX } from 'react'
import { expect, fn } from 'storybook/test'
import preview from '../preview.js'
import { SignUpForm } from 'identikit'
import { messages } from 'identikit/core'
import { world } from '../worlds.js'
import { DarkHost, PlainHost } from './hosts.js'
import { TailwindHost } from './TailwindHost.js'

/** What a product shows to new users. */
function SignUp({ host: Host = PlainHost }: { readonly host?: typeof PlainHost }): JSX.Element {
  return (
    <Host>
      <div>
        <h1 id="sign-up" style={{ margin: '0 0 1.25rem', fontSize: '1.125rem', fontWeight: 600 }}>
          Create your account
        </h1>
        <SignUpForm
          aria-labelledby="sign-up"
          onSubmit={async () => ({ id: 'user_new' })}
          onSignedUp={fn()}
          consents={[
            {
              name: 'news',
              label: 'Email me product news',
              description: 'About once a month. Change it any time.',
              type: 'news',
              channel: 'email',
            },
          ]}
        />
      </div>
    </Host>
  )
}

const meta = preview.meta({
  title: 'Screens/Sign-up',
  component: SignUp,
  parameters: { world: world({}, { userId: null }) },
  argTypes: { host: { table: { disable: true } } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: messages.signUp.submit })).toBeVisible()
  },
})

export const Plain = meta.story()

export const Tailwind = meta.story({ args: { host: TailwindHost } })

export const Dark = meta.story({ args: { host: DarkHost } })

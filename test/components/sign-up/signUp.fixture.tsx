import { render } from '@testing-library/react'
import { StrictMode, useState, type ComponentType, type JSX, type ReactNode } from 'react'
import { vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  createMemoryAdapter,
  type MemoryAdapterOptions,
} from '../../../src/adapters/memory/memory.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient, messages, type PartialMessages } from '../../../src/core.js'
import { IdentikitProvider, SignUpForm, type SignUpResult } from '../../../src/index.js'
import type { SignUpConsent, SignUpFormProps } from '../../../src/index.js'
import { createUserHandler, type UserHandlerOptions } from '../../../src/server/handler.js'

const { signUp: t, profile } = messages

export const news: SignUpConsent = {
  name: 'news',
  label: 'Send me news',
  description: 'Once a month.',
  type: 'news',
  channel: 'email',
}

export interface World extends Partial<SignUpFormProps> {
  readonly service?: MemoryAdapterOptions
  readonly server?: Partial<UserHandlerOptions>
  readonly words?: PartialMessages
  /** @default SignUpForm */
  readonly form?: ComponentType<SignUpFormProps>
  /** Other content of the page. */
  readonly beside?: ReactNode
  /** Signs in within `onSubmit` instead of in `onSignedUp`. */
  readonly isHasty?: boolean
}

/** Renders the form of a host with accounts, sessions and a user handler, signed out. */
export function openSignUp(world: World = {}) {
  const { service, server, words: own, form: Form = SignUpForm, beside, isHasty, ...props } = world
  const log: string[] = []
  const adapter = createMemoryAdapter(service)
  let session: string | undefined
  const handler = createUserHandler({
    adapter,
    authenticate: () => session,
    trusted: () => ({ email: 'verified@example.com' }),
    onError: () => {},
    ...server,
  })
  const bodies: unknown[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    log.push(`${request.method} ${pathname.replace('/api/identikit', '')}${search}`)
    if (init?.body) bodies.push(JSON.parse(init.body as string))
    return handler(request)
  }
  const client = createUserClient(createRemoteAdapter({ url: '/api/identikit', fetch }))
  const onSubmit = vi.fn<SignUpFormProps['onSubmit']>(async (values, data) => {
    log.push('the account')
    const answer = props.onSubmit ? await props.onSubmit(values, data) : { id: 'user_new' }
    session = readId(answer)
    return answer
  })
  const onSignedUp = vi.fn<(event: SignUpResult) => void>()
  const onError = vi.fn<(event: { error: { code: string } }) => void>()

  function Page(): JSX.Element {
    const [userId, setUserId] = useState<string>()
    return (
      <IdentikitProvider client={client} userId={userId} messages={own} onError={onError}>
        <Form
          consents={[news]}
          {...props}
          onSubmit={async (values, data) => {
            const answer = await onSubmit(values, data)
            if (isHasty) setUserId(readId(answer))
            return answer
          }}
          onSignedUp={(event) => {
            log.push('signed up')
            onSignedUp(event)
            setUserId(event.id)
            return props.onSignedUp?.(event)
          }}
        />
        {beside}
      </IdentikitProvider>
    )
  }

  const view = render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
  return { ...view, log, bodies, adapter, onSubmit, onSignedUp, onError }
}

/** Returns the id of any answer of a host. */
function readId(answer: unknown): string | undefined {
  return (answer as { id?: string } | undefined)?.id
}

export const name = () => page.getByRole('textbox', { name: profile.name })
export const email = () => page.getByRole('textbox', { name: profile.email })
export const button = () => page.getByRole('button', { name: t.submit })

export async function fill(address = 'ada@example.com'): Promise<void> {
  await userEvent.fill(name(), 'Ada Lovelace')
  await userEvent.fill(email(), address)
}

/** Fills the form and submits it. */
export async function send(address?: string): Promise<void> {
  await fill(address)
  await userEvent.click(button())
}

/** Sets the time zone and language of the device. */
export function onDevice(timezone: string, language: string): void {
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    ...new Intl.DateTimeFormat().resolvedOptions(),
    timeZone: timezone,
  })
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(language)
}

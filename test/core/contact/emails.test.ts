import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { readSignUp } from '../../../src/components/sign-up/signUpFields.js'
import { createUserClient, messages } from '../../../src/core.js'
import { getEmailKey } from '../../../src/core/contact/readEmail.js'
import { createAdminClient } from '../../../src/server.js'
import { openFolder, run } from '../../cli/cli.fixture.js'
import { openHandler } from '../../server/handler.fixture.js'
import { getRefusal, refusedEmails, storedEmails } from './emails.fixture.js'

const { profile: t } = messages

function signUp(email: string) {
  const data = new FormData()
  data.set('email', email)
  const { values, errors } = readSignUp({ messages, locale: 'en' }, data, ['email'], [])
  return { stored: values.email || undefined, error: errors['email'] }
}

async function patch(email: string) {
  const { send } = openHandler({ writable: { fields: ['email'] } })
  const { status, body } = await send('PATCH', '/user', { patch: { email } })
  return { status, stored: body.data?.email, error: body.error?.fields?.email }
}

const openClient = () => createUserClient(createMemoryAdapter({ users: [{ id: 'ada' }] }))

const texts: Partial<Record<string, string>> = {
  noAt: t.emailWithoutAt,
  several: t.severalEmails,
  named: t.emailWithName,
  space: t.emailWithSpace,
  dots: t.emailWithDots,
}

describe('email addresses', () => {
  it.each(storedEmails)(
    '%j is stored as %j by the sign-up form, a client and the handler',
    async (written, stored) => {
      expect(signUp(written)).toEqual({ stored, error: undefined })
      const { email } = await openClient().users.update('ada', { email: written })
      expect(email).toBe(stored)
      await expect(patch(written)).resolves.toEqual({ status: 200, stored, error: undefined })
      // What is stored is read as itself.
      expect(signUp(stored).stored).toBe(stored)
    },
  )

  it.each(refusedEmails)('%j is refused everywhere: %s', async (written, reason) => {
    expect(signUp(written)).toEqual({ stored: undefined, error: texts[reason] ?? t.wrongEmail })
    const error = getRefusal(reason)
    const updating = openClient().users.update('ada', { email: written })
    await expect(updating).rejects.toMatchObject({ code: 'invalid', fields: { email: error } })
    await expect(patch(written)).resolves.toEqual({ status: 400, stored: undefined, error })
  })

  it('are read the same by the import', async () => {
    const emails = [...storedEmails, ...refusedEmails].map(([written]) => written)
    const lines = emails.map((email, index) => JSON.stringify({ id: `user_${index}`, email }))
    const folder = openFolder('users.jsonl', lines.join('\n'))
    const adapter = createMemoryAdapter()
    await run(['import', folder.file, '--to', 'fake'], { adapter })
    const { users } = createAdminClient(adapter)
    const stored = await Promise.all(
      storedEmails.map(async (_, index) => (await users.get(`user_${index}`)).email),
    )
    expect(stored).toEqual(storedEmails.map(([, email]) => email))
    const failures = folder.failures().map(({ error }) => JSON.stringify(error))
    expect(failures).toHaveLength(refusedEmails.length)
    for (const [index, [, reason]] of refusedEmails.entries()) {
      expect(failures[index]).toContain(getRefusal(reason))
    }
  })
})

it('email addresses: what the sign-up form saves of any text is what the handler saves', async () => {
  const part = fc.constantFrom(
    ...Array.from('ab.@-+_ <>,;ü例😀＠。\u200b\u00adß%/:['),
    'ada',
    '@example.com',
    'mailto:',
    'xn--',
    '.com',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 10 }), async (parts) => {
      const text = parts.join('')
      const { stored, error } = signUp(text)
      const answer = await patch(text)
      expect([text, answer.stored, answer.status === 400]).toEqual([
        text,
        stored,
        error !== undefined,
      ])
    }),
    { numRuns: 200 },
  )
})

it.each([
  ['Ada@Example.com', 'ada@example.com'],
  ['info@MÜNCHEN.de', 'info@xn--mnchen-3ya.de'],
  ['JOS\u00c9@example.com', 'jose\u0301@example.com'],
  [' ada@example.com ', 'ada@example.com'],
])('getEmailKey: %j equals %j', (one, other) => {
  expect(getEmailKey(one)).toBe(getEmailKey(other))
})

it('getEmailKey: differs for other addresses, and for texts that are none', () => {
  expect(getEmailKey('ada@example.com')).not.toBe(getEmailKey('ada@example.org'))
  expect(getEmailKey('ada+news@example.com')).not.toBe(getEmailKey('ada@example.com'))
  expect(getEmailKey('ada')).not.toBe(getEmailKey(''))
})

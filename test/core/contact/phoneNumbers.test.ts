import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { readSignUp } from '../../../src/components/sign-up/signUpFields.js'
import { createUserClient, messages } from '../../../src/core.js'
import { loadPhoneReader } from '../../../src/core/contact/loadPhoneReader.js'
import { createAdminClient } from '../../../src/server.js'
import { openFolder, run } from '../../cli/cli.fixture.js'
import { openHandler } from '../../server/handler.fixture.js'
import { getRefusal, refusedNumbers, storedNumbers } from './phoneNumbers.fixture.js'

const reader = await loadPhoneReader()

function signUp(phone: string) {
  const data = new FormData()
  data.set('phone', phone)
  const { values, errors } = readSignUp(
    { messages, locale: 'en' },
    data,
    ['phone'],
    [],
    reader.check,
  )
  return { stored: values.phone, error: errors['phone'] }
}

async function put(phone: string) {
  const { send } = openHandler({ writable: { fields: ['phone'] } })
  const { status, body } = await send('PATCH', '/user', { patch: { phone } })
  return { status, stored: body.data?.phone, error: body.error?.fields?.phone }
}

describe('phone numbers with a country code', () => {
  it.each(storedNumbers)(
    '%s is stored as %s by the inputs, a client and the handler',
    async (written, stored) => {
      const { value, error } = reader.read(written)
      expect({ value, error }).toEqual({ value: stored, error: undefined })
      expect(signUp(written)).toEqual({ stored, error: undefined })
      const client = createUserClient(createMemoryAdapter({ users: [{ id: 'ada' }] }))
      await expect(client.users.update('ada', { phone: written })).resolves.toMatchObject({
        phone: stored,
      })
      await expect(put(written)).resolves.toEqual({ status: 200, stored, error: undefined })
      // What is stored is read as itself.
      expect(reader.check(stored)).toEqual({ value: stored })
    },
  )

  it.each(refusedNumbers)('%s is refused everywhere: %s', async (written, reason) => {
    const error = getRefusal(reason)
    const { value, error: readError } = reader.read(written)
    const isSame = readError === reason || (reason === 'needsCode' && readError === 'needsCountry')
    expect({ value, isSame }).toEqual({ value: written, isSame: true })
    expect(signUp(written)).toEqual({
      stored: undefined,
      error: reason === 'needsCode' ? messages.signUp.wrongPhone : messages.phone[reason],
    })
    const client = createUserClient(createMemoryAdapter({ users: [{ id: 'ada' }] }))
    await expect(client.users.update('ada', { phone: written })).rejects.toMatchObject({
      code: 'invalid',
      fields: { phone: error },
    })
    await expect(put(written)).resolves.toEqual({ status: 400, stored: undefined, error })
  })

  it('are read the same by the import', async () => {
    const numbers = [...storedNumbers, ...refusedNumbers].map(([written]) => written)
    const lines = numbers.map((phone, index) => JSON.stringify({ id: `user_${index}`, phone }))
    const folder = openFolder('users.jsonl', lines.join('\n'))
    const adapter = createMemoryAdapter()
    await run(['import', folder.file, '--to', 'fake'], { adapter })
    const { users } = createAdminClient(adapter)
    const stored = await Promise.all(
      storedNumbers.map(async (_, index) => (await users.get(`user_${index}`)).phone),
    )
    expect(stored).toEqual(storedNumbers.map(([, number]) => number))
    const failures = folder.failures().map(({ error }) => JSON.stringify(error))
    expect(failures).toHaveLength(refusedNumbers.length)
    for (const [index, [, reason]] of refusedNumbers.entries()) {
      expect(failures[index]).toContain(getRefusal(reason))
    }
  })
})

it('phone numbers: what the sign-up form saves of any text is what the handler saves', async () => {
  const part = fc.constantFrom(
    ...Array.from('0123456789+-() .x;٤４'),
    '+44',
    '+33',
    '+1246',
    '+54',
    '+5215',
    '+39',
    '00',
    '(0)',
    '15',
    'ext=',
    'tel:',
    '\u200e',
    '7946 0018',
    '6 12 34 56 78',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 12 }), async (parts) => {
      const text = parts.join('')
      const { stored, error } = signUp(text)
      const answer = await put(text)
      expect([text, answer.stored, answer.status === 400]).toEqual([
        text,
        stored,
        error !== undefined,
      ])
    }),
    { numRuns: 200 },
  )
})

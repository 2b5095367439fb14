import { expect, it } from 'vitest'
import { readSignUp, type SignUpField } from '../../../src/components/sign-up/signUpFields.js'
import { messages } from '../../../src/core/messages/messages.js'

const { profile, signUp: t } = messages
const all: readonly SignUpField[] = ['name', 'firstName', 'lastName', 'email', 'phone']

function read(typed: Partial<Record<SignUpField, string>>, optional: readonly SignUpField[] = []) {
  const data = new FormData()
  for (const [name, value] of Object.entries(typed)) data.set(name, value)
  const fields = all.filter((field) => field in typed)
  return readSignUp({ messages, locale: 'en' }, data, fields, optional)
}

it('readSignUp: trims the values', () => {
  expect(read({ firstName: ' Ada ', lastName: 'King ', email: ' Ada@Example.com ' })).toEqual({
    values: { firstName: 'Ada', lastName: 'King', email: 'Ada@example.com' },
    errors: {},
  })
})

it.each(['\u2800', '\u3164', '\u200B', '\u00AD\u2060', ' \uFEFF\u00A0', '\u200D'])(
  'readSignUp: %j is no name',
  (name) => {
    const { errors } = read({ name, lastName: name }, ['lastName'])
    expect(errors).toEqual({ name: profile.required('Name') })
    expect(read({ name: `${name} Ada ${name === '\u200D' ? '' : name}` }).errors).toEqual({})
  },
)

it('readSignUp: the email is an empty string without a field', () => {
  expect(read({ name: 'Ada' }).values).toEqual({ name: 'Ada', email: '' })
})

it.each([
  ['+44 20 7946 0018', '+442079460018'],
  ['0044 20 7946-0018', '+442079460018'],
  ['+44 (0)20 7946.0018', '+442079460018'],
  ['+49 (30) 901820', '+4930901820'],
  ['+49 30/901820', '+4930901820'],
  ['+1–213–373–4253', '+12133734253'],
  ['+39 (0)6 698 12345', '+390669812345'],
  ['0039 (0)6 698 12345', '+390669812345'],
  ['＋４４ ２０ ７９４６ ００１８', '+442079460018'],
  ['+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', '+442079460018'],
  ['\u202a+44 20 7946 0018\u202c', '+442079460018'],
  ['tel:+44-20-7946-0018', '+442079460018'],
  ['+52 1 55 1234 5678', '+525512345678'],
])('readSignUp: reads the number %s as %s', (typed, phone) => {
  expect(read({ phone: typed }).values.phone).toBe(phone)
})

it.each([
  ['name', '', profile.required(profile.name)],
  ['email', '  ', profile.required(profile.email)],
  ['email', 'ada@localhost', profile.wrongEmail],
  ['phone', '020 7946 0018', t.wrongPhone],
  ['phone', 'call me', t.wrongPhone],
  ['name', 'a'.repeat(2049), profile.tooLong('2,048')],
  ['name', 'A\0da', t.refused(profile.name)],
] as const)('readSignUp: refuses the %s "%.20s"', (field, typed, error) => {
  expect(read({ [field]: typed }).errors).toEqual({ [field]: error })
})

it('readSignUp: leaves out empty optional fields and checks the others', () => {
  const optional = ['lastName', 'phone'] as const
  expect(read({ name: 'Ada', phone: ' ', lastName: '' }, optional)).toEqual({
    values: { name: 'Ada', email: '' },
    errors: {},
  })
  expect(read({ phone: '123' }, optional).errors).toEqual({ phone: t.wrongPhone })
})

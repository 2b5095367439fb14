import { expect, it } from 'vitest'
import { dropUnsupported } from '../../../src/core/user/dropUnsupported.js'

const can = { read: true, write: true, clear: true }
const cannot = { read: true, write: false, clear: false }
const whole = { name: 'Ada Augusta King' }
const parts = { firstName: 'Ada Augusta', lastName: 'King' }

it.each([
  ['a name as it is', whole, { name: can }, whole],
  ['a name as it is, where both ways are held', whole, { name: can, firstName: can }, whole],
  ['the parts as they are', parts, { firstName: can, lastName: can }, parts],
  [
    'a name in two parts',
    whole,
    { firstName: can, lastName: can },
    { firstName: 'Ada', lastName: 'Augusta King' },
  ],
  ['a name of one word', { name: 'Ada' }, { firstName: can, lastName: can }, { firstName: 'Ada' }],
  ['a name where there is a first one only', whole, { firstName: can }, { firstName: whole.name }],
  ['the parts as one name', parts, { name: can, firstName: cannot }, { name: 'Ada Augusta King' }],
  ['a first name alone', { firstName: 'Ada' }, { name: can }, { name: 'Ada' }],
  ["a name that can't be written", whole, { name: cannot }, {}],
  ['both, of which one is held', { ...whole, ...parts }, { firstName: can, lastName: can }, parts],
  [
    'what a browser may not write',
    { ...whole, email: 'ada@example.com' },
    { name: can, email: cannot },
    whole,
  ],
  ['what is not held', { ...whole, phone: '+442079460018' }, { name: can }, whole],
  ['what is cleared', { name: null, email: null }, { name: can }, { name: null }],
  ['traits', { traits: { plan: 'free' } }, {}, { traits: { plan: 'free' } }],
])('sends %s', (_, patch, fields, sent) => {
  expect(dropUnsupported(patch, fields)).toEqual(sent)
})

it('dropUnsupported: keeps all fields without rules', () => {
  const patch = { ...whole, email: 'ada@example.com' }
  expect(dropUnsupported(patch, undefined)).toBe(patch)
})

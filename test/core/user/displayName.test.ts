import { expect, it } from 'vitest'
import { getDisplayName, getFullName } from '../../../src/core/user/displayName.js'

it('getDisplayName: prefers name, then first and last name, then email', () => {
  const whole = { name: ' Ada ', firstName: 'Grace', lastName: 'Hopper', email: 'g@example.com' }
  expect(getDisplayName(whole)).toBe('Ada')
  expect(getDisplayName({ ...whole, name: ' ' })).toBe('Grace Hopper')
  expect(getDisplayName({ ...whole, name: null, lastName: ' ' })).toBe('Grace')
  expect(getDisplayName({ ...whole, name: '\u3164', firstName: '\u200B' })).toBe('Hopper')
  expect(getDisplayName({ ...whole, name: '\u2800Ada\u200B' })).toBe('Ada')
  expect(getDisplayName({ email: ' g@example.com ' })).toBe('g@example.com')
  expect(getFullName({ email: 'g@example.com' })).toBeUndefined()
  expect(getDisplayName({ name: '', email: '  ' })).toBeUndefined()
})

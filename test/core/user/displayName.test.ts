import { expect, it } from 'vitest'
import { displayName, fullName } from '../../../src/core/user/displayName.js'

it('is the name, else first and last name, else the address, else nothing', () => {
  const whole = { name: ' Ada ', firstName: 'Grace', lastName: 'Hopper', email: 'g@example.com' }
  expect(displayName(whole)).toBe('Ada')
  expect(displayName({ ...whole, name: ' ' })).toBe('Grace Hopper')
  expect(displayName({ ...whole, name: null, lastName: ' ' })).toBe('Grace')
  expect(displayName({ email: ' g@example.com ' })).toBe('g@example.com')
  expect(fullName({ email: 'g@example.com' })).toBeUndefined()
  expect(displayName({ name: '', email: '  ' })).toBeUndefined()
})

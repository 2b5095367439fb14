import { IdentikitError, type UserRecord } from '../src/core.js'
import { ada } from '../src/testing.js'
import { world } from './worlds.js'

/** Somebody of whom much is known. */
export const grace: UserRecord = {
  ...ada,
  name: 'Ada Lovelace',
  phone: '+442079460018',
  traits: { role: 'design', seats: 12, weekly: true, site: 'https://example.com/ada' },
}

export const full = world({ users: [grace] })

/** The service refuses the email of every save. */
export const refusesEmail = world({ users: [grace] }, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'users.update'
      ? new IdentikitError('invalid', 'The service refused it.', { fields: { email: 'is taken' } })
      : undefined
})

/** No save comes through. */
export const savesNothing = world({ users: [grace] }, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('service', 'The service is down.') : undefined
})

import { IdentikitError, type UserRecord } from 'identikit/core'
import { de } from 'identikit/locales/de'
import { ada } from 'identikit/testing'
import { world } from '../worlds.js'

/** A user with many fields. */
export const grace: UserRecord = {
  ...ada,
  name: 'Ada Lovelace',
  phone: '+442079460018',
  traits: { role: 'design', seats: 12, weekly: true, site: 'https://example.com/ada' },
}

export const full = world({ users: [grace] })

export const german = world({ users: [grace] }, { locale: de })

/** The service refuses every email. */
export const refusesEmail = world({ users: [grace] }, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'users.update'
      ? new IdentikitError('invalid', 'The service refused it.', { fields: { email: 'is taken' } })
      : undefined
})

/** Every save fails. */
export const savesNothing = world({ users: [grace] }, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('service', 'The service is down.') : undefined
})

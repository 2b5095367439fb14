import { IdentikitError, type UserRecord } from '../../src/core.js'
import { ada } from '../../src/testing.js'
import { world } from '../worlds.js'

/** A user with many fields. */
export const grace: UserRecord = {
  ...ada,
  name: 'Ada Lovelace',
  phone: '+442079460018',
  traits: { role: 'design', seats: 12, weekly: true, site: 'https://example.com/ada' },
}

export const full = world({ users: [grace] })

/** Long German texts and a user with many fields. */
export const german = world(
  { users: [grace] },
  {
    locale: 'de',
    messages: {
      profile: {
        title: 'Persönliche Angaben und Kontaktmöglichkeiten',
        description: 'So erscheinen Sie für andere, und so erreichen wir Sie bei Rückfragen.',
        name: 'Vollständiger Name',
        email: 'E-Mail-Adresse für Benachrichtigungen',
        phone: 'Telefonnummer einschließlich Ländervorwahl',
        locale: 'Bevorzugte Sprache der Benutzeroberfläche',
        wrongEmail: 'Das ist keine gültige E-Mail-Adresse. Sie sieht aus wie ada@example.com.',
        unsaved: 'Es gibt nicht gespeicherte Änderungen',
        checkFields: () => 'Nicht gespeichert. Bitte überprüfen Sie die gekennzeichneten Angaben.',
        discard: 'Änderungen verwerfen',
        save: 'Änderungen speichern',
      },
    },
  },
)

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

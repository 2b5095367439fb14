import { IdentikitError, type IdentikitErrorCode } from 'identikit/core'
import type { WrapperOptions } from 'identikit/testing'
import { world } from '../worlds.js'

/** Reads succeed and deletions fail. */
export const serviceFails = (code: IdentikitErrorCode) =>
  world({}, {}, ({ faults }) => {
    faults.fail = ({ member }) =>
      member === 'users.delete'
        ? new IdentikitError(code, 'The service is down.', { status: 500 })
        : undefined
  })

/** Long German texts. */
export const german = {
  account: {
    deleteTitle: 'Benutzerkonto endgültig und unwiderruflich löschen',
    deleteDescription:
      'Dein Benutzerkonto und alle darin enthaltenen Zusammenfassungen, Benachrichtigungseinstellungen und Rechtsschutzversicherungsgesellschaftsunterlagen werden gelöscht. Das kann nicht rückgängig gemacht werden.',
    open: 'Benutzerkonto löschen',
    dialogTitle: 'Möchtest du dein Benutzerkonto wirklich löschen?',
    confirmLabel: (text: string) => `Gib zur Bestätigung „${text}“ ein`,
    confirmMissing: (text: string) =>
      `Es wird nichts gelöscht, bevor du „${text}“ eingegeben hast.`,
    confirm: 'Benutzerkonto endgültig löschen',
    cancel: 'Abbrechen und Konto behalten',
  },
} satisfies WrapperOptions['messages']

export const longAddress =
  'maximiliane.rechtsschutzversicherungsgesellschaft@benachrichtigungseinstellungen.example.com'

/** The words of the phone number of a person. */
export interface PhoneMessages {
  readonly label: string
}

/** English, built in. */
export const phoneMessages: PhoneMessages = {
  label: 'Phone number',
}

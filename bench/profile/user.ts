/** The user whose profile is edited. */
export const user = {
  id: 'u1',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  phone: '+442079460000',
  timezone: 'Europe/London',
  locale: 'en',
}

/** The text fields of the other forms, with their labels. */
export const fields = [
  ['name', 'Name'],
  ['email', 'Email'],
  ['phone', 'Phone'],
  ['timezone', 'Time zone'],
  ['locale', 'Language'],
] as const

import type { AvatarFileProblem } from '../user/avatarFile.js'
import type { AvatarUrlProblem } from '../user/avatarUrl.js'

/** The words about the picture of a person. `kinds` comes from `kinds`, and `most` from `size`; each problem has a sentence of its name. */
export interface AvatarMessages extends Readonly<Record<AvatarUrlProblem, string>> {
  readonly label: string
  /** Who is signed in, where nothing is known that they could be called. */
  readonly account: string
  /** What to enter where there is no upload. */
  readonly addressHint: string
  /** The address may be right, but nothing can be shown from there. */
  readonly notShown: string
  readonly choose: string
  readonly remove: string
  /** One of these, such as "PNG or GIF". */
  readonly kinds: (names: readonly string[]) => string
  readonly size: Readonly<Record<'MB' | 'kB', (count: string) => string>>
  /** What may be uploaded, before anything is chosen. */
  readonly limits: (kinds: string, most: string) => string
  readonly uploading: string
  readonly cancel: string
  /** Why the form cannot be saved yet. */
  readonly stillUploading: string
  readonly stillCropping: string
  readonly uploaded: string
  readonly notUploaded: string
  /** The upload gave an address that cannot be used, and why. */
  readonly badAnswer: (reason: string) => string
  readonly uploadAgain: string
  readonly canceled: string
  readonly removed: string
  readonly files: Readonly<Record<AvatarFileProblem, (kinds: string, most: string) => string>>
}

const example = 'https://example.com/me.png'

/** English, built in. */
export const avatarMessages: AvatarMessages = {
  label: 'Picture',
  account: 'Your account',
  addressHint: 'The address of a picture on the web. It starts with https://.',
  notShown: 'No picture can be shown from this address.',
  choose: 'Choose a picture',
  remove: 'Remove the picture',
  kinds: (names) =>
    [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or '),
  size: { MB: (count) => `${count}\u00A0MB`, kB: (count) => `${count}\u00A0kB` },
  limits: (kinds, most) => `${kinds}, up to ${most}.`,
  uploading: 'Uploading the picture',
  cancel: 'Cancel the upload',
  stillUploading: 'The picture is still uploading. Wait a moment, or cancel the upload.',
  stillCropping: 'Finish with the new picture first, or cancel it.',
  uploaded: 'The new picture is uploaded.',
  notUploaded: 'The picture was not uploaded.',
  badAnswer: (reason) => `The picture was uploaded to an address that cannot be used. ${reason}`,
  uploadAgain: 'Upload it again',
  canceled: 'The upload is canceled.',
  removed: 'The picture is removed.',
  files: {
    fileKind: (kinds) => `This is not a picture that can be used here. Choose ${kinds}.`,
    fileEmpty: () => 'This file is empty. Choose another one.',
    fileTooLarge: (_, most) => `This file is too large. Choose one of at most ${most}.`,
    fileFake: (kinds) => `There is no picture in this file. Choose ${kinds}.`,
    fileUnreadable: () => 'This file could not be read. Choose it again.',
  },
  script: `This is a script, not the address of a picture. An address looks like ${example}.`,
  dataImage: 'This is a picture itself. Put it on the web and enter its address.',
  data: `This is not the address of a picture. An address looks like ${example}.`,
  insecure: 'This address starts with http:// and would not be shown. Enter one with https://.',
  otherProtocol: 'Enter an address that starts with https://.',
  noProtocol: 'Put https:// before the address.',
  backslash: 'An address has slashes (/), not backslashes (\\).',
  slashes: `After https: come two slashes, as in ${example}.`,
  spaces: 'Take the spaces and line breaks out of this address.',
  credentials: 'Take the user name and password out of this address. Everybody could see them.',
  tooLong: 'This address is too long: 2,048 characters at most.',
  notUrl: `This is not an address. It looks like ${example}.`,
}

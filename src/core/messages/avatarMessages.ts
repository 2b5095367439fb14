import type { AvatarFileError } from '../user/avatarFile.js'
import type { AvatarUrlError } from '../user/avatarUrl.js'

/** The words about the picture of a person. `kinds` comes from `kinds`, and `most` from `size`; each problem has a sentence of its name. */
export interface AvatarMessages extends Readonly<Record<AvatarUrlError, string>> {
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
  readonly files: Readonly<Record<AvatarFileError, (kinds: string, most: string) => string>>
}

const example = 'https://example.com/me.png'

/** English, built in. */
export const avatarMessages: AvatarMessages = {
  label: 'Picture',
  account: 'Your account',
  addressHint: 'The web address of a picture, starting with https://.',
  notShown: "We couldn't show a picture from this address.",
  choose: 'Choose a picture',
  remove: 'Remove picture',
  kinds: (names) =>
    [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or '),
  size: { MB: (count) => `${count}\u00A0MB`, kB: (count) => `${count}\u00A0kB` },
  limits: (kinds, most) => `${kinds}, up to ${most}.`,
  uploading: 'Uploading picture',
  cancel: 'Cancel upload',
  stillUploading: 'The picture is still uploading. Wait a moment, or cancel the upload.',
  stillCropping: 'Finish cropping the new picture first, or cancel.',
  uploaded: 'Picture uploaded',
  notUploaded: "We couldn't upload the picture.",
  badAnswer: (reason) => `The picture was uploaded, but its address can't be used. ${reason}`,
  uploadAgain: 'Upload again',
  canceled: 'Upload canceled',
  removed: 'Picture removed',
  files: {
    fileKind: (kinds) => `This picture can't be used here. Choose ${kinds}.`,
    fileEmpty: () => 'This file is empty. Choose another one.',
    fileTooLarge: (_, most) => `This file is too large. Choose one up to ${most}.`,
    fileFake: (kinds) => `This file isn't a picture. Choose ${kinds}.`,
    fileUnreadable: () => "We couldn't read this file. Choose it again.",
  },
  script: `Enter a web address instead of a script, like ${example}.`,
  dataImage: 'Upload the picture to the web, then enter its address.',
  data: `Enter a web address instead of data, like ${example}.`,
  insecure: "Pictures from http:// addresses can't be shown. Enter one that starts with https://.",
  otherProtocol: 'Enter an address that starts with https://.',
  noProtocol: 'Put https:// before the address.',
  backslash: 'Use slashes (/) instead of backslashes (\\).',
  slashes: `Put two slashes after https:, like ${example}.`,
  spaces: 'Remove the spaces and line breaks from this address.',
  credentials: 'Remove the user name and password from this address. Anyone could see them.',
  tooLong: 'Must be 2,048 characters or fewer.',
  notUrl: `Enter a web address, like ${example}.`,
}

import type { AvatarFileError } from '../user/avatarFile.js'
import type { AvatarUrlError } from '../user/avatarUrl.js'

type FileText = (kinds: string, most: string, found?: string) => string

const files: Readonly<Record<AvatarFileError, FileText>> = {
  fileKind: (kinds, _, found = 'These') =>
    `${found} files can't be used here. Save the picture as ${kinds}, then choose that file.`,
  fileEmpty: () => 'This file is empty. Choose another one.',
  fileTooLarge: (_, most) => `This file is too large. Choose one up to ${most}.`,
  fileFake: (kinds) => `This file isn't a picture. Choose ${kinds}.`,
  fileDamaged: () => 'This picture is incomplete or damaged. Choose another one.',
  fileUnreadable: () => "We couldn't read this file. Choose it again.",
}

/** The English texts of the avatar field. */
export const avatarMessages = {
  /** The name of a user who has neither name nor email address. */
  account: 'Your account',
  /** The help of the URL field. */
  addressHint: 'The web address of a picture, starting with https://.',
  /** The error of a URL whose picture doesn't load. */
  notShown: "We couldn't show a picture from this address.",
  choose: 'Upload',
  /** The accessible name of that button. */
  chooseName: 'Upload picture',
  remove: 'Remove',
  /** The accessible name of that button. */
  removeName: 'Remove picture',
  /** Opens the field for the address of a picture. */
  useAddress: 'Use a web address',
  /** Joins the names of file types, e.g. "PNG or GIF". */
  kinds: (names: readonly string[]) =>
    [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or '),
  size: { MB: (count) => `${count}\u00A0MB`, kB: (count) => `${count}\u00A0kB` } satisfies Readonly<
    Record<'MB' | 'kB', (count: string) => string>
  >,
  /** The help of the upload button. */
  limits: (kinds: string, most: string) => `${kinds}, up to ${most}`,
  uploading: 'Uploading picture',
  cancel: 'Cancel upload',
  /** The error of a save while a picture is uploading. */
  stillUploading: 'The picture is still uploading. Wait a moment, or cancel the upload.',
  stillCropping: 'Finish cropping the new picture first, or cancel.',
  uploaded: 'Picture uploaded',
  notUploaded: "We couldn't upload the picture.",
  /** The error of an upload that returned an invalid URL. */
  badAnswer: (reason: string) =>
    `The picture was uploaded, but its address can't be used. ${reason}`,
  uploadAgain: 'Upload again',
  canceled: 'Upload canceled',
  removed: 'Picture removed',
  files,
  insecure: "Pictures from http:// addresses can't be shown. Enter one that starts with https://.",
  notHttps: 'Enter an address that starts with https://.',
  credentials: 'Remove the user name and password from this address. Anyone could see them.',
  tooLong: 'This address is too long. Enter a shorter one.',
  notUrl: 'Enter a web address, like https://example.com/me.png.',
} satisfies Readonly<Record<AvatarUrlError, string> & Record<string, unknown>>

/** The messages of the avatar field. `kinds` is the result of `kinds()`, `most` of `size()`, `found` the name of a kind such as "HEIC". */
export type AvatarMessages = typeof avatarMessages

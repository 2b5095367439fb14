/** The words about the picture of a person. */
export interface AvatarMessages {
  readonly label: string
}

/** English, built in. */
export const avatarMessages: AvatarMessages = {
  label: 'Picture',
}

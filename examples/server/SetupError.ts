/** An invalid environment. Only its message is printed. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}

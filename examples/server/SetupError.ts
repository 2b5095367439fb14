/** Something in the environment keeps the example from starting: its message is all that is printed. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}

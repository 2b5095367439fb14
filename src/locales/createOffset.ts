/**
 * Creates a function that formats an offset from UTC in minutes, such as `GMT+5:30`, with the minus sign U+2212.
 * @param name the name of the offset 0, `GMT` or `UTC`
 */
export function createOffset(name: string): (minutes: number) => string {
  return (minutes) => {
    const size = Math.abs(minutes)
    const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
    return `${name}${minutes < 0 ? '\u2212' : '+'}${Math.floor(size / 60)}${rest}`
  }
}

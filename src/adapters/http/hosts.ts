/** Returns the host without dots at its end, which mean the same. */
const toHost = (hostname: string) => hostname.toLowerCase().replace(/\.+$/, '')

/**
 * Returns whether a host of a URL is this machine.
 * @see https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
 */
export function isLocalHost(hostname: string): boolean {
  const host = toHost(hostname)
  const isName = host === 'localhost' || host.endsWith('.localhost')
  return isName || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host)
}

/** The names and the addresses outside of the link-local ranges at which clouds serve the credentials of a machine. */
const metadataHosts = [
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  '100.100.100.200',
  '[fd00:ec2::254]',
  '[fd20:ce::254]',
]

/** Link-local addresses: `fe80::/10`. A URL parser writes IPv6 in its shortest form. */
const linkLocalV6 = /^\[fe[89ab][\da-f]:/

/** IPv6 addresses that stand for an address of IPv4, as two groups: mapped, compatible and NAT64. */
const embeddedV4 = /^\[(?:::ffff:|::|::ffff:0:|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})\]$/

/**
 * Returns whether a host of a URL is link-local or the metadata service of a cloud. The URL parser has already turned decimal, octal and
 * hexadecimal forms of IPv4 into four decimal numbers.
 */
export function isMetadataHost(hostname: string): boolean {
  const host = toHost(hostname)
  const [, high, low] = embeddedV4.exec(host) ?? []
  if (high !== undefined && low !== undefined) return isMetadataHost(toV4(high, low))
  return host.startsWith('169.254.') || linkLocalV6.test(host) || metadataHosts.includes(host)
}

function toV4(high: string, low: string): string {
  const bytes = [high, low].flatMap((group) => {
    const number = Number.parseInt(group, 16)
    return [number >> 8, number & 255]
  })
  return bytes.join('.')
}

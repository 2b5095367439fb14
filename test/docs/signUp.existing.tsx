import { useIdentify } from '../../src/index.js'

export function IdentifyUser({ name }: { name: string }) {
  useIdentify({ name }, { detect: 'if-empty' })
  return null
}

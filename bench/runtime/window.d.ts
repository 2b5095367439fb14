import type { Bench } from './harness.js'

declare global {
  interface Window {
    bench: Bench
  }
}

import { extraHeaders } from '../handler.fixture.js'
import { at } from './order.fixture.js'

// Runs the tests of the handler once more, as a browser that sends the order of its writes.
Object.assign(extraHeaders, at(1))
await import('../handler.test.js')
await import('../writeRoutes.test.js')
await import('../permissions.test.js')
await import('../callAdapter.test.js')
await import('../readBody.test.js')

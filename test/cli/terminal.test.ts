import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { print } from '../../src/cli/terminal.js'

it('print: waits for a slow stream, but not for a closed one', async () => {
  const written: string[] = []
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk, _, done) {
      setTimeout(() => {
        written.push(String(chunk))
        done()
      }, 5)
    },
  })
  await print(slow, 'one')
  expect(written).toEqual(['one'])
  const closed = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      setTimeout(() => done(new Error('EPIPE')), 5)
    },
  }).on('error', () => undefined)
  await print(closed, 'two')
  await print(closed, 'three')
  expect(closed.destroyed).toBe(true)
})

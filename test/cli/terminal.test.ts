import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { print } from '../../src/cli/terminal.js'

it('waits for a slow reader, and for none who left', async () => {
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
  const gone = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      setTimeout(() => done(new Error('EPIPE')), 5)
    },
  }).on('error', () => undefined)
  await print(gone, 'two')
  await print(gone, 'three')
  expect(gone.destroyed).toBe(true)
})

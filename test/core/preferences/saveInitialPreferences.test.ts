import { expect, it } from 'vitest'
import { saveInitialPreferences } from '../../../src/core/preferences/saveInitialPreferences.js'
import { IdentikitError } from '../../../src/core.js'

it('saveInitialPreferences: the error says that the user was created', async () => {
  const cause = new TypeError('fetch failed')
  const saving = saveInitialPreferences('other', () => Promise.reject(cause), undefined)
  const message = expect.stringMatching(/the user is there, and other did not save/) as unknown
  await expect(saving).rejects.toMatchObject({ code: 'service', message, cause })
})

it('saveInitialPreferences: rejects with the reason of an abort', async () => {
  const stop = new AbortController()
  const reason = new IdentikitError('misuse', 'Left.')
  const save = () => {
    stop.abort(reason)
    return Promise.reject(reason)
  }
  await expect(saveInitialPreferences('other', save, stop.signal)).rejects.toBe(reason)
})

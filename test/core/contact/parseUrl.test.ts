import { expect, it } from 'vitest'
import { readEmail } from '../../../src/core/contact/readEmail.js'
import { checkAvatarUrl } from '../../../src/core/user/avatarUrl.js'
import { checkTrait } from '../../../src/core/user/traitFields.js'

const site = { key: 'site', label: 'Site', type: 'url' } as const

// V8 optimizes a function after some thousand calls, and URL.canParse refuses these hosts from then on.
it.each([
  ['an avatar', () => checkAvatarUrl('https://münchen.de/a.png')],
  ['a trait', () => checkTrait(site, 'https://bücher.example/straße')],
  ['an email address', () => readEmail('ada@faß.de')],
])('%s with a host of other letters is read the same 20,000 times', (_, read) => {
  const answers = new Set(Array.from({ length: 20_000 }, () => JSON.stringify(read())))
  expect([...answers]).toEqual([JSON.stringify(read())])
})

import { expect, it } from 'vitest'
import { fromWireFields } from '../../../src/adapters/http/wireFields.js'
import { toUser } from '../../../src/adapters/postgres/wire.js'

it.each([
  ['https://example.com/a b".png', 'https://example.com/a%20b%22.png'],
  ['https://"onerror=...//x.png', 'https://%22onerror=...//x.png'],
  ['http://example.com/ada.png', 'http://example.com/ada.png'],
])('reads the address of a picture %s of a service and of Postgres as %s', (stored, avatar) => {
  expect(fromWireFields({ avatar: 'picture' }, { picture: stored })).toEqual({ avatar })
  const user = { id: 'ada', avatar: stored, traits: {}, rest: {} }
  expect(toUser(user)).toEqual({ ...user, avatar })
})

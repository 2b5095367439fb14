import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Avatar } from '../../../src/components/avatar/Avatar.js'

const user = { id: 'user_ada', name: 'Ada Lovelace' }
const avatar = 'https://pictures.example/me.png'

test('Avatar: the server renders the picture or the initials without a style', () => {
  const html = renderToStaticMarkup(createElement(Avatar, { user }))
  expect(html).toContain('>AL<')
  const withPicture = renderToStaticMarkup(createElement(Avatar, { user: { ...user, avatar } }))
  expect(withPicture).toContain(`src="${avatar}"`)
  expect(withPicture).toContain('referrerPolicy="no-referrer"')
  expect(`${html}${withPicture}`).not.toMatch(/\sstyle=|<link/)
})

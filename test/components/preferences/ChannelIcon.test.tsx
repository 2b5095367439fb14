import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ChannelIcon } from '../../../src/index.js'

test('ChannelIcon: is hidden from assistive technology and has an icon for unknown channels', () => {
  const { container } = render(
    ['email', 'pager', 'constructor'].map((channel) => (
      <ChannelIcon key={channel} channel={channel} />
    )),
  )
  const icons = [...container.querySelectorAll('svg')]
  expect(icons.map((icon) => icon.getAttribute('aria-hidden'))).toEqual(['true', 'true', 'true'])
  const [email, pager, odd] = icons.map((icon) => icon.querySelector('path')?.getAttribute('d'))
  expect(pager).toBe(odd)
  expect(email).not.toBe(pager)
})

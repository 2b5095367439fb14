import { expect, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { Avatar } from 'identikit'
import { ada } from 'identikit/testing'
import { servePictures } from './pictures.js'

const meta = preview.meta({
  title: 'Avatar',
  component: Avatar,
  beforeEach: () => servePictures().stop,
  args: { user: { ...ada, avatar: 'https://pictures.example/ada.png' } },
})

export const Default = meta.story({
  play: async ({ canvasElement }) =>
    waitFor(() => expect(canvasElement.querySelector('img')?.naturalWidth).toBe(64)),
})

export const Initials = meta.story({ args: { user: ada } })

export const Broken = meta.story({
  args: { user: { ...ada, avatar: 'https://pictures.example/gone' } },
  play: async ({ canvas }) => void (await canvas.findByText('AL')),
})

/** An http address is not requested. */
export const Insecure = meta.story({
  args: { user: { ...ada, avatar: 'http://pictures.example/ada.png' } },
})

export const NoUser = meta.story({ args: { user: undefined } })

const people = [
  'Ada Lovelace',
  'Émilie du Châtelet',
  '王小明',
  '김철수',
  'สมชาย ใจดี',
  'محمد علي',
  'דוד לוי',
  'გიორგი მაისურაძე',
  'क्षितिज शर्मा',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  'Wm. Mw',
]

export const People = meta.story({
  render: () => (
    <p style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>
      {people.map((name, index) => (
        <Avatar key={name} user={{ id: `user_${index * 3}`, name }} />
      ))}
    </p>
  ),
})

export const PeopleDark = meta.story({ ...People.input, globals: { theme: 'dark' } })

export const Sizes = meta.story({
  render: (args) => (
    <p>
      {['1rem', '1.5rem', '2.5rem', '6rem'].map((size) => (
        <span key={size} style={{ '--ik-avatar-size': size } as object}>
          <Avatar {...args} /> <Avatar user={ada} /> <Avatar user={undefined} />{' '}
        </span>
      ))}
    </p>
  ),
})

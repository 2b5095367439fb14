import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { groupByFeature } from '../../scripts/features.mjs'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => `/app/dist/${path.replaceAll('\\', '/').replace(/\.tsx?$/, '.js')}`)

test('groupByFeature: finds modules of each feature in the source', () => {
  const found = groupByFeature([...sources, '../node_modules/zod/v4/mini/schemas.js'])
  expect([...found.keys()].sort()).toEqual([
    'account',
    'adapter',
    'all messages',
    'avatar',
    'bulk changes',
    'devices',
    'language',
    'locales',
    'phone',
    'preferences',
    'profile',
    'push',
    'reach',
    'schedule',
    'server',
    'sign-up',
    'streak',
    'timezone',
    'timezone picker',
    'timezone table',
    'unsubscribe',
    'zod',
  ])
})

test('groupByFeature: names modules below dist and of packages', () => {
  const modules = [
    '/app/dist/core/streak/streak.js',
    'dist/core/errors.js',
    '/app/node_modules/zod/v4/core/util.js',
    '/app/node_modules/@radix-ui/react-switch/dist/index.mjs',
    'rolldown/runtime.js',
  ]
  expect(Object.fromEntries(groupByFeature(modules))).toEqual({
    preferences: ['npm:@radix-ui/react-switch/dist/index.mjs'],
    streak: ['core/streak/streak.js'],
    zod: ['npm:zod/v4/core/util.js'],
  })
})

test('groupByFeature: allots the messages of a feature to it', () => {
  const messages = sources.filter((path) => path.includes('/core/messages/'))
  const found = new Set([...groupByFeature(messages).values()].flat())
  const shared = messages.filter((path) => !found.has(path.replace('/app/dist/', '')))
  expect(shared.map((path) => path.replace(/^.*\//, '')).sort()).toEqual([
    'inSentence.js',
    'mergeMessages.js',
    'saveMessages.js',
  ])
})

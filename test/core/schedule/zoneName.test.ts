import { expect, test } from 'vitest'
import { getZoneName } from '../../../src/core/schedule/zoneName.js'

test.each([
  ['Asia/Seoul', 'Seoul'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['Etc/GMT+5', 'UTC\u22125'],
  ['Etc/GMT-14', 'UTC+14'],
  ['Etc/GMT', 'UTC'],
  ['Etc/GMT0', 'UTC'],
  ['Etc/GMT-0', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['UTC', 'UTC'],
])('names %s %s', (zone, name) => {
  expect(getZoneName(zone)).toBe(name)
})

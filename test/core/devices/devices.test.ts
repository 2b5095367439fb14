import { expect, it } from 'vitest'
import {
  settleDevices,
  showDevices,
  type DeviceEntry,
  type DeviceLog,
} from '../../../src/core/devices/devices.js'
import { IdentikitError } from '../../../src/core/errors.js'

const a = { token: 'a', platform: 'ios' }
const b = { token: 'b' }
const newA = { token: 'a', platform: 'android' }
const error = new IdentikitError('service', 'Down.')
const removing: DeviceEntry = { change: { remove: 'a' }, state: 'waiting' }
const removed: DeviceEntry = { change: { remove: 'a' }, state: 'saved', savedAt: 1000 }
const notRemoved: DeviceEntry = { change: { remove: 'a' }, state: 'failed', error }
const adding: DeviceEntry = { change: { add: newA }, state: 'waiting' }
const added: DeviceEntry = { change: { add: newA }, state: 'saved', savedAt: 1000 }
const notAdded: DeviceEntry = { change: { add: newA }, state: 'failed', error }
const logOf = (entry?: DeviceEntry): DeviceLog => new Map(entry ? [['a', entry]] : [])

it.each([
  ['as they were read', undefined, [a, b], [a, b]],
  ['each token once', undefined, [a, b, newA], [a, b]],
  ['one that is being removed', removing, [a, b], [a, b]],
  ['none that is removed', removed, [a, b], [b]],
  ['one that was not removed', notRemoved, [a, b], [a, b]],
  ['one that is being added', adding, [b], [b, newA]],
  ['one that is added in its place, as it is now', added, [a, b], [newA, b]],
  ['none that was not added', notAdded, [b], [b]],
])('shows %s', (_, entry, read, shown) => expect(showDevices(read, logOf(entry))).toEqual(shown))

it.each([
  ['a removal while a read still holds the device', removed, [a], 1500, true],
  ['no removal that a read confirms', removed, [b], 1500, false],
  ['no removal that a read knows better which surely began later', removed, [a], 31_001, false],
  ['a removal under way, whatever is read', removing, [], 99_999, true],
  ['a failed removal', notRemoved, [a], 99_999, true],
  ['no failed removal of what is gone all the same', notRemoved, [], 99_999, false],
  ['an addition while a read does not hold it', added, [b], 1500, true],
  ['no addition that a read confirms', added, [a], 1500, false],
  ['an addition under way', adding, [a], 1500, true],
  ['a removal where the service tells of no device', removed, undefined, 1500, true],
])('remembers %s', (_, entry, read, readAt, isKept) => {
  const log = logOf(entry)
  const settled = settleDevices(log, read, readAt)
  expect([settled.has('a'), settled === log]).toEqual([isKept, isKept])
})

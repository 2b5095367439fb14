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
  ['devices as read', undefined, [a, b], [a, b]],
  ['each token once', undefined, [a, b, newA], [a, b]],
  ['a device that is being removed', removing, [a, b], [a, b]],
  ['no removed device', removed, [a, b], [b]],
  ['a device whose removal failed', notRemoved, [a, b], [a, b]],
  ['a device that is being added', adding, [b], [b, newA]],
  ['the new data of a device that was added again', added, [a, b], [newA, b]],
  ['no device whose addition failed', notAdded, [b], [b]],
])('showDevices: shows %s', (_, entry, read, shown) =>
  expect(showDevices(read, logOf(entry))).toEqual(shown),
)

it.each([
  ['a removal while a read still holds the device', removed, [a], 1500, true],
  ['no removal that a read confirms', removed, [b], 1500, false],
  ['no removal that a read contradicts which certainly began later', removed, [a], 31_001, false],
  ['a waiting removal, whatever is read', removing, [], 99_999, true],
  ['a failed removal', notRemoved, [a], 99_999, true],
  ['no failed removal of a device that is gone', notRemoved, [], 99_999, false],
  ['an addition while a read does not hold it', added, [b], 1500, true],
  ['no addition that a read confirms', added, [a], 1500, false],
  ['a waiting addition', adding, [a], 1500, true],
  ['a removal if the service returns no devices', removed, undefined, 1500, true],
])('settleDevices: keeps %s', (_, entry, read, readAt, isKept) => {
  const log = logOf(entry)
  const settled = settleDevices(log, read, readAt)
  expect([settled.has('a'), settled === log]).toEqual([isKept, isKept])
})

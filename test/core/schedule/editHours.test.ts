import { expect, test } from 'vitest'
import { addDay, changeRange, removeDay } from '../../../src/core/schedule/editHours.js'

const monday = { day: 1, from: 540, to: 1080 }
const evening = { day: 5, from: 1320, to: 360 }
const friday = { day: 5, from: 600, to: 720 }

test('removes the hours of a day', () => {
  const edit = removeDay(5)
  expect(edit([monday, friday, evening])).toEqual([monday])
  expect(edit([monday])).toEqual([monday])
})

test('adds the hours of another day, the given ones, or working hours', () => {
  expect(addDay(0, [])([monday, friday])).toEqual([{ ...monday, day: 0 }, monday, friday])
  expect(addDay(5, [friday, evening])([monday])).toEqual([monday, friday, evening])
  expect(addDay(6, [])([])).toEqual([{ day: 6, from: 540, to: 1080 }])
})

test('keeps the hours of a day that has some already', () => {
  const edit = addDay(1, [])
  expect(edit(edit([friday]))).toEqual([{ ...friday, day: 1 }, friday])
  expect(addDay(5, [friday])([evening])).toEqual([evening])
})

test('changes one of two equal ranges of a day', () => {
  const edit = changeRange(5, 1, { to: 800 })
  const after = [monday, friday, { ...friday, to: 800 }]
  expect(edit([monday, { ...friday }, { ...friday }])).toEqual(after)
  expect(edit(after)).toEqual(after)
})

test('changes nothing if the range was removed', () => {
  expect(changeRange(5, 1, { to: 800 })([monday, friday])).toEqual([monday, friday])
})

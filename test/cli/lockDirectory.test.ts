import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDirectory } from '../../src/cli/lockDirectory.js'

let folder: string
let file: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'identikit-lock-')), 'some', 'data')
  file = join(folder, 'identikit.lock')
})
afterEach(() => rmSync(join(folder, '..', '..'), { recursive: true }))

/** Returns the id of a process that has ended. */
const getEndedPid = () =>
  execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' })

describe('lockDirectory', () => {
  it('creates, locks and unlocks the directory', () => {
    const release = lockDirectory(folder)
    expect(readFileSync(file, 'utf8')).toBe(`${process.pid} ${hostname()}\n`)
    release()
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['process that is running', () => `${process.ppid} ${hostname()}\n`, /process \d+ on/],
    [
      'process of another machine',
      () => `${getEndedPid().trim()} other.example\n`,
      /on other\.example/,
    ],
    ['process that is just starting', () => '', /Another import is using/],
  ])('throws if the lock is of a %s', (_, content, message) => {
    lockDirectory(folder)()
    writeFileSync(file, content())
    expect(() => lockDirectory(folder)).toThrow(message)
    expect(() => lockDirectory(folder)).toThrow(`delete ${file}`)
    expect(existsSync(file)).toBe(true)
  })

  it('throws if the path is a file', () => {
    const release = lockDirectory(folder)
    for (const path of [file, join(file, 'data')]) {
      expect(() => lockDirectory(path)).toThrow(`${path} is not a writable directory`)
    }
    release()
  })

  it('replaces the lock of a process that was killed', () => {
    lockDirectory(folder)()
    writeFileSync(file, `${getEndedPid().trim()} ${hostname()}\n`)
    lockDirectory(folder)
    expect(readFileSync(file, 'utf8')).toContain(`${process.pid} `)
  })
})

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDirectory } from '../../src/cli/lockDirectory.js'

let folder: string
let file: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'identikit-claim-')), 'some', 'data')
  file = join(folder, 'identikit.lock')
})
afterEach(() => rmSync(join(folder, '..', '..'), { recursive: true }))

/** A process that has ended. */
const ended = () => execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' })

describe('a folder of PGlite', () => {
  it('is made, claimed and given free again', () => {
    const release = lockDirectory(folder)
    expect(readFileSync(file, 'utf8')).toBe(`${process.pid} ${hostname()}\n`)
    release()
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['that runs', () => `${process.ppid} ${hostname()}\n`, /process \d+ on/],
    ['of another machine', () => `${ended().trim()} other.example\n`, /on other\.example/],
    ['that just begins', () => '', /Another import writes/],
  ])('is kept from a second import by one %s', (_, content, message) => {
    lockDirectory(folder)()
    writeFileSync(file, content())
    expect(() => lockDirectory(folder)).toThrow(message)
    expect(() => lockDirectory(folder)).toThrow(`delete ${file}`)
    expect(existsSync(file)).toBe(true)
  })

  it('is a folder', () => {
    const release = lockDirectory(folder)
    for (const path of [file, join(file, 'data')]) {
      expect(() => lockDirectory(path)).toThrow(`${path} is no folder that can be written`)
    }
    release()
  })

  it('is taken from an import that was killed', () => {
    lockDirectory(folder)()
    writeFileSync(file, `${ended().trim()} ${hostname()}\n`)
    lockDirectory(folder)
    expect(readFileSync(file, 'utf8')).toContain(`${process.pid} `)
  })
})

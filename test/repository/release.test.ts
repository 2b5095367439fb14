import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'identikit-release-'))
afterAll(() => rmSync(folder, { recursive: true }))

const addresses = {
  repository: { type: 'git', url: 'git+https://example.com/kit.git' },
  homepage: 'https://example.com',
  bugs: { url: 'https://example.com/bugs', email: 'security@example.com' },
}

function check(pkg: object) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(pkg))
  const script = resolve('scripts/check-release.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stderr }
}

it('refuses a release without the addresses, by name', () => {
  expect(check({})).toEqual({
    status: 1,
    stderr: 'Set repository, homepage, bugs in package.json before the release.\n',
  })
  expect(check({ ...addresses, bugs: { url: 'https://example.com/bugs' } })).toEqual({
    status: 1,
    stderr: 'Set bugs.email in package.json before the release.\n',
  })
})

it('accepts a release with all addresses', () => {
  expect(check(addresses)).toEqual({ status: 0, stderr: '' })
})

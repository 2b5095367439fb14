import { describe, expect, it } from 'vitest'
import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import {
  createTrophyAdapter,
  createTrophyUserKey,
  revokeTrophyUserKey,
} from '../../../src/adapters/trophy/trophy.js'

const refused = [
  'http://api.example.com',
  'HTTP://api.example.com',
  'http://api.internal:8080/v1',
  'http://10.0.0.7',
  'http://192.168.1.1',
  'http://[2001:db8::1]',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://169.254.169.254',
  'https://169.254.169.254',
  'https://169.254.0.1/latest',
  'https://169.254.169.254.',
  'https://2852039166',
  'https://0xA9FEA9FE',
  'https://0251.0376.0251.0376',
  'https://0xa9.254.0xa9.254',
  'https://169.254.43518',
  'https://169。254。169。254',
  'https://[fe80::1]',
  'https://[FEBF::1]',
  'https://[::ffff:169.254.169.254]',
  'https://[::ffff:a9fe:a9fe]',
  'https://[0:0:0:0:0:ffff:a9fe:a9fe]',
  'https://[::a9fe:a9fe]',
  'https://[64:ff9b::169.254.169.254]',
  'https://metadata.google.internal',
  'https://METADATA.Google.Internal.',
  'https://metadata%2Egoogle.internal',
  'https://metadata.goog',
  'https://metadata',
  'https://instance-data.ec2.internal',
  'https://100.100.100.200',
  'https://[fd00:ec2::254]',
  'https://[fd20:ce::254]',
]

const accepted = [
  'https://api.example.com/v1',
  'https://10.0.0.7',
  'https://169.253.0.1',
  'https://[fec0::1]',
  'https://metadata.example.com',
  'http://localhost',
  'http://LOCALHOST:3000/v1',
  'http://localhost.:3000',
  'http://knock.localhost:3000',
  'http://127.0.0.1:4010',
  'http://127.1:4010',
  'http://[::1]:4010',
]

const adapters: Readonly<Record<string, (baseUrl: string) => unknown>> = {
  Knock: (baseUrl) => createKnockAdapter({ apiKey: 'sk_sentinel', baseUrl }),
  Notiflows: (baseUrl) =>
    createNotiflowsAdapter({ publicKey: 'pk_test', secretKey: 'sk_sentinel', baseUrl }),
  Trophy: (baseUrl) => createTrophyAdapter({ apiKey: 'prefix.sentinel', baseUrl }),
  Engage: (baseUrl) => createEngageAdapter({ publicKey: 'PUBLIC', secretKey: 'sentinel', baseUrl }),
}

describe.each(Object.entries(adapters))('%s with a secret key', (_, create) => {
  it.each(refused)('refuses the base URL %s at creation', (url) => {
    expect(() => create(url)).toThrow(/base URL .*secret key.*\(misuse\)/)
    expect(() => create(url)).not.toThrow(/sentinel/)
  })

  it.each(accepted)('accepts the base URL %s', (url) => {
    expect(() => create(url)).not.toThrow()
  })
})

describe('an admin key of Trophy', () => {
  it.each(refused)('is not sent to %s', async (baseUrl) => {
    const options = { apiKey: 'prefix.sentinel', baseUrl, fetch: () => Promise.reject(new Error()) }
    const misuse = { code: 'misuse' }
    await expect(createTrophyUserKey({ ...options, userId: 'ada' })).rejects.toMatchObject(misuse)
    await expect(revokeTrophyUserKey({ ...options, id: 'key' })).rejects.toMatchObject(misuse)
  })
})

describe('a key that is safe in browsers', () => {
  it('may be sent over http', () => {
    const baseUrl = 'http://api.internal:8080'
    expect(() =>
      createKnockAdapter({ apiKey: 'pk_test', userToken: 'a.b.c', baseUrl }),
    ).not.toThrow()
    expect(() => createTrophyAdapter({ apiKey: 'app_x.y', baseUrl })).not.toThrow()
  })
})

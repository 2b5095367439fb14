import { gzipSync } from 'node:zlib'
import { describe, it } from 'vitest'
import { expectImport, type ImportCase } from './importCase.js'

const csv = (...rows: readonly string[]) => `${rows.join('\n')}\n`
const email = 'zoe@sentinel.test'
const names = { firstName: 'Zoe', lastName: 'Sentinel' }
const createdAt = '2009-05-19T14:39:22.000Z'

const firebase = {
  localId: 'sentinel-1',
  email,
  emailVerified: true,
  passwordHash: 'sentinel==',
  salt: 'sentinel',
  displayName: 'Zoe Sentinel',
  photoUrl: 'https://sentinel.test/zoe.png',
  lastSignedInAt: '1242743962000',
  createdAt: '1242743962000',
  phoneNumber: '+4930901820',
  providerUserInfo: [{ providerId: 'google.com', rawId: '[sentinel}' }],
}
const fromFirebase = {
  name: 'Zoe Sentinel',
  email,
  phone: '+4930901820',
  avatar: 'https://sentinel.test/zoe.png',
  createdAt,
}
const auth0 = {
  user_id: 'auth0|sentinel',
  email,
  email_verified: true,
  given_name: 'Zoe',
  family_name: 'Sentinel',
  nickname: 'sentinel',
  picture: 'https://sentinel.test/zoe.png',
  created_at: '2009-05-19T14:39:22.000Z',
  phone_number: null,
}

const exports: Record<string, ImportCase> = {
  'Clerk (CSV)': {
    content: csv(
      'id,first_name,last_name,username,primary_email_address,primary_phone_number,verified_email_addresses,unverified_email_addresses,verified_phone_numbers,unverified_phone_numbers,totp_secret,password_digest,password_hasher',
      `user_sentinel,Zoe,Sentinel,,${email},+4930901820,${email},,+4930901820,,,$2a$sentinel,bcrypt`,
    ),
    done: 1,
    users: { user_sentinel: { ...names, email, phone: '+4930901820' } },
    says: /8 columns are not imported: "username", "verified_email_addresses", .*"password_hasher"\. .*--map "username=traits\.username"/,
  },
  'Supabase, table auth.users (CSV)': {
    content: csv(
      'instance_id,id,aud,role,email,encrypted_password,email_confirmed_at,raw_app_meta_data,raw_user_meta_data,is_super_admin,created_at,updated_at,phone,is_sso_user,deleted_at',
      `00000000-0000-0000-0000-000000000000,5b1a4f0e-sentinel,authenticated,authenticated,${email},$2a$sentinel,2009-05-19 14:39:22.123456+00,"{""provider"":""email""}","{""name"":""Sentinel""}",NULL,2009-05-19 14:39:22.123456+00,2009-05-19 14:39:22+00,,false,`,
    ),
    done: 1,
    users: { '5b1a4f0e-sentinel': { email, createdAt: '2009-05-19T14:39:22.123456Z' } },
    says: /11 columns are not imported: "instance_id", "aud", "role", "encrypted_password"/,
  },
  'Mailchimp (CSV), which has no ids of the product': {
    content: csv(
      '"Email Address","First Name","Last Name","Phone Number",MEMBER_RATING,OPTIN_TIME,LATITUDE,GMTOFF,TIMEZONE,LEID,EUID,TAGS',
      `${email},Zoe,Sentinel,,2,"2009-05-19 14:39:22",,,America/New_York,123456,abc123,`,
    ),
    says: /no column "id"\. Name the column that has the ids of your users with --map/,
  },
  'Mailchimp (CSV) with --map': {
    content: csv(
      '"Email Address","First Name","Last Name","Phone Number",MEMBER_RATING,TIMEZONE,LEID,EUID,TAGS',
      `${email},Zoe,Sentinel,,2,America/New_York,123456,abc123,"""vip"""`,
    ),
    args: ['--map', 'EUID=id', '--map', 'TAGS=traits.tags', '--map', 'LEID='],
    done: 1,
    users: {
      abc123: { ...names, email, timezone: 'America/New_York', traits: { tags: '"vip"' } },
    },
    says: /1 column is not imported: "MEMBER_RATING"/,
  },
  'Customer.io (CSV)': {
    content: csv(
      'cio_id,id,email,created_at,unsubscribed,first_name,timezone',
      `a3000001,sentinel-1,${email},1242743962,false,Zoe,Europe/Berlin`,
    ),
    done: 1,
    users: { 'sentinel-1': { firstName: 'Zoe', email, createdAt, timezone: 'Europe/Berlin' } },
    says: /2 columns are not imported: "cio_id", "unsubscribed"/,
  },
  'Firebase Auth (JSON)': {
    content: `{"users": [\n${JSON.stringify(firebase, null, 2)},\n${JSON.stringify({ localId: 'sentinel-2' })}\n]}`,
    file: 'users.json',
    done: 2,
    users: { 'sentinel-1': fromFirebase, 'sentinel-2': {} },
    says: /5 columns are not imported: "emailVerified", "passwordHash", "salt", "lastSignedInAt", "providerUserInfo"/,
  },
  'Firebase Auth (JSON in one line)': {
    content: JSON.stringify({ kind: 'identitytoolkit#', users: [firebase] }),
    file: 'users.json',
    done: 1,
    users: { 'sentinel-1': fromFirebase },
  },
  'Firebase Auth (CSV), which has no header': {
    content: csv(
      `sentinel-1,${email},true,sentinel==,sentinel==,Zoe Sentinel,,,,,,,,,,,,,,,,,,1242743962000,1242743962000,+4930901820,`,
    ),
    says: /does not look like a header/,
  },
  'Auth0 (gzipped JSON, one user per line)': {
    content: gzipSync(`${JSON.stringify(auth0)}\n`),
    file: 'users.json.gz',
    done: 1,
    users: { 'auth0|sentinel': { ...names, email, createdAt } },
    says: /2 columns are not imported: "email_verified", "nickname"/,
  },
  'Auth0 (CSV)': {
    content: csv(
      'user_id,email,given_name,family_name,picture,created_at,user_metadata.country',
      `auth0|sentinel,${email},Zoe,Sentinel,https://sentinel.test/zoe.png,2009-05-19T14:39:22.000Z,DE`,
    ),
    args: ['--map', 'user_metadata.country=traits.country'],
    done: 1,
    users: { 'auth0|sentinel': { ...names, email, createdAt, traits: { country: 'DE' } } },
  },
  'Intercom (answer of its API), where two keys can be the id': {
    content: JSON.stringify({
      type: 'list',
      data: [{ type: 'contact', id: '5ba6', external_id: 'sentinel-1', email }],
    }),
    file: 'users.json',
    says: /"id" and "external_id" both fit id\. Choose one, for example with --map "id=id"/,
  },
  'Intercom (answer of its API) with --map': {
    content: JSON.stringify({
      type: 'list',
      data: [{ id: '5ba6', external_id: 'sentinel-1', email, phone: null, created_at: 1242743962 }],
    }),
    file: 'users.json',
    args: ['--map', 'external_id=id'],
    done: 1,
    users: { 'sentinel-1': { email, createdAt } },
  },
  'Segment, table users of a warehouse (CSV)': {
    content: csv(
      'id,received_at,uuid,email,first_name,last_name,created_at,context_ip',
      `sentinel-1,2009-05-19 14:39:22+00,u,${email},Zoe,Sentinel,2009-05-19 14:39:22+00,::1`,
    ),
    done: 1,
    users: { 'sentinel-1': { ...names, email } },
    says: /3 columns are not imported: "received_at", "uuid", "context_ip"/,
  },
  'HubSpot (CSV) with --map': {
    content: csv(
      'Record ID,First Name,Last Name,Email,Phone Number,Create Date,Time Zone,Preferred language',
      `1035342667379599058,Zoe,Sentinel,${email},,2009-05-19 14:39,US/Eastern,en-us`,
    ),
    args: ['--map', 'Record ID=id'],
    done: 1,
    users: {
      '1035342667379599058': { ...names, email, timezone: 'America/New_York', locale: 'en-us' },
    },
    says: /1 column is not imported: "Create Date"/,
  },
  'Braze (CSV)': {
    content: csv(
      'user_id,braze_id,first_name,last_name,email,language,country,created_at',
      `sentinel-1,b1,Zoe,Sentinel,${email},en,DE,2009-05-19T14:39:22.000Z`,
    ),
    done: 1,
    users: { 'sentinel-1': { ...names, email, locale: 'en', createdAt } },
    says: /2 columns are not imported: "braze_id", "country"/,
  },
  'a sheet with names of columns as people write them': {
    content: csv(
      'User ID;First Name;lastName;E-mail;Mobile;Time Zone;Language;Full name;Company',
      `sentinel-1;Zoe;Sentinel;${email};+4930901820;Europe/Berlin;de;Zoe Sentinel;Sentinel Ltd`,
    ),
    done: 1,
    users: {
      'sentinel-1': { ...names, email, phone: '+4930901820', locale: 'de', name: 'Zoe Sentinel' },
    },
    says: /1 column is not imported: "Company"/,
  },
  'a sheet with two columns for one field': {
    content: csv('id,email,Email Address', `sentinel-1,${email},old@sentinel.test`),
    done: 1,
    users: { 'sentinel-1': { email } },
    says: /1 column is not imported: "Email Address"/,
  },
  'a sheet with a column that --map names, but that is missing': {
    content: csv('id,email', `sentinel-1,${email}`),
    args: ['--map', 'plan=traits.plan'],
    says: /no column "plan", which --map names/,
  },
  'a list of a database (JSON), with numbers as ids and null': {
    content: JSON.stringify([
      { id: 41, email, phone: null, name: '' },
      { id: 42, role: 'x' },
    ]),
    file: 'users.json',
    done: 2,
    users: { 41: { email }, 42: {} },
    says: /1 column is not imported: "role"/,
  },
  'objects over several lines, as jq writes them': {
    content: `${JSON.stringify({ id: 's-1', email, traits: { tags: ['}'] } }, null, 2)}\n{\n "id": "s-2"\n}\n`,
    file: 'users.json',
    done: 2,
    users: { 's-1': { email, traits: { tags: ['}'] } }, 's-2': {} },
  },
  'JSONL in UTF-16': {
    content: new Uint8Array(Buffer.from('\u{FEFF}{"id":"s-1"}\r\n{"id":"s-2"}\r\n', 'utf16le')),
    file: 'users.jsonl',
    done: 2,
    users: { 's-1': {}, 's-2': {} },
  },
  'JSONL with NaN': {
    content: '{"id":"s-1","traits":{"score":NaN}}\n{"id":"s-2"}\n',
    file: 'users.jsonl',
    done: 1,
    failed: 1,
    users: { 's-2': {} },
    reasons: [/holds NaN or Infinity, which are not JSON/],
  },
  'a broken element of a list': {
    content: '[{"id":"s-1"},{"id":"s-2" "name":"Sentinel"},3,{"id":"s-4"}',
    file: 'users.json',
    done: 2,
    failed: 2,
    users: { 's-1': {}, 's-4': {} },
    reasons: [/not JSON/, /not an object/],
  },
  'an object of users by their ids': {
    content: JSON.stringify({ sentinel1: { email }, sentinel2: {} }),
    file: 'users.json',
    done: 0,
    failed: 1,
    users: {},
    reasons: [/id must be/],
  },
}

describe('identikit import: exports of services', () => {
  it.each(Object.entries(exports))('reads or names %s', async (_, file) => {
    await expectImport(file)
  })
})

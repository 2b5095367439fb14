import { gzipSync } from 'node:zlib'
import { describe, it } from 'vitest'
import { expectImport, type ImportCase } from './importCase.js'

const lines = (...rows: readonly string[]) => `${rows.join('\n')}\n`
const email = 'zoe@sentinel.test'
const two = { 's-1': { email }, 's-2': { name: 'Sentinel Two' } }
const plain = lines('id,email,name', `s-1,${email},`, 's-2,,Sentinel Two')
const bytes = (text: string, encoding: BufferEncoding) =>
  new Uint8Array(Buffer.from(text, encoding))

const layouts: Record<string, ImportCase> = {
  'a table with commas': { content: plain, done: 2, users: two },
  'a table with semicolons, as Excel writes it in Europe': {
    content: plain.replaceAll(',', ';'),
    done: 2,
    users: two,
  },
  'a table with tabs': { content: plain.replaceAll(',', '\t'), file: 'u.tsv', done: 2, users: two },
  'a table with bars': { content: plain.replaceAll(',', '|'), done: 2, users: two },
  'a first line sep=,': { content: `sep=,\n${plain}`, done: 2, users: two },
  'a first line sep=; with quotes': {
    content: `"sep=;"\r\n${plain.replaceAll(',', ';')}`,
    done: 2,
    users: two,
  },
  'a first line sep= and a tab': {
    content: `SEP=\t\n${plain.replaceAll(',', '\t')}`,
    done: 2,
    users: two,
  },
  'semicolons with a header that has a comma in quotes': {
    content: lines('id;email;"Notes, private, long, old"', `s-1;${email};x`),
    done: 1,
    users: { 's-1': { email } },
    says: /1 column is not imported: "Notes, private, long, old"/,
  },
  'a byte order mark': { content: `\u{FEFF}${plain}`, done: 2, users: two },
  'a byte order mark before quotes': {
    content: `\u{FEFF}${plain.replace('id', '"id"')}`,
    done: 2,
    users: two,
  },
  CRLF: { content: plain.replaceAll('\n', '\r\n'), done: 2, users: two },
  'CR only, as Excel for Mac writes it': {
    content: plain.replaceAll('\n', '\r'),
    done: 2,
    users: two,
  },
  'no line feed at the end': { content: plain.trimEnd(), done: 2, users: two },
  'UTF-16 with tabs ("Unicode Text" of Excel)': {
    content: bytes(`\u{FEFF}${plain.replaceAll(',', '\t').replaceAll('\n', '\r\n')}`, 'utf16le'),
    file: 'users.txt',
    done: 2,
    users: two,
  },
  'UTF-16 without a mark': { content: bytes(plain, 'utf16le'), done: 2, users: two },
  'UTF-16 in the other byte order': {
    content: Buffer.from(`\u{FEFF}${plain}`, 'utf16le').swap16(),
    done: 2,
    users: two,
  },
  'Windows-1252': {
    content: bytes(lines('id,name', 's-1,José Sentinel', 's-2,Sentinel Two'), 'latin1'),
    done: 1,
    failed: 1,
    users: { 's-2': {} },
    reasons: [/not valid UTF-8.*"CSV UTF-8" in Excel/],
  },
  'gzip with a name that says so': {
    content: gzipSync(plain),
    file: 'users.csv.gz',
    done: 2,
    users: two,
  },
  'gzip without a name that says so': { content: gzipSync(plain), done: 2, users: two },
  'damaged gzip': { content: gzipSync(plain).subarray(0, 30), says: /gzip file is damaged/ },
  'a workbook (.xlsx) with the name of CSV': {
    content: bytes('PK\u{3}\u{4}sentinel', 'latin1'),
    says: /workbook .*or another zip archive.*CSV UTF-8/,
  },
  'an old workbook (.xls)': {
    content: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
    says: /workbook of Excel/,
  },
  'a web page instead of the export': {
    content: '<!doctype html><title>Sign in, sentinel</title>',
    says: /web page/,
  },
  'a file that is not text': { content: new Uint8Array([1, 2, 3, 0, 5]), says: /not text/ },
  'an empty file': { content: '', says: /The file is empty/ },
  'a file of commas only': { content: ',,,\n,,,\n', says: /The file is empty/ },
  'a header only': { content: 'id,email\n', done: 0 },
  'rows of commas between, before and after': {
    content: lines(',,', 'id,email,name', `s-1,${email},`, ',,', ' , ,', 's-2,,Sentinel Two', ',,'),
    done: 2,
    users: two,
  },
  'empty columns at the end, with header cells': {
    content: lines('id,email,name,,', `s-1,${email},,,`, 's-2,,Sentinel Two,,'),
    done: 2,
    users: two,
  },
  'empty columns at the end of the rows only': {
    content: lines('id,email,name', `s-1,${email},,,,`, 's-2,,Sentinel Two,,'),
    done: 2,
    users: two,
  },
  'empty columns at the end of the header only': {
    content: lines('id,email,name,,', `s-1,${email},`, 's-2,,Sentinel Two'),
    done: 2,
    users: two,
  },
  'a column of row numbers without a name, as pandas writes it': {
    content: lines(',id,email', `0,s-1,${email}`, '1,s-2,'),
    done: 2,
    users: { 's-1': { email }, 's-2': {} },
    says: /Cells without a column name are not imported: 2/,
  },
  'a comma too many in one row': {
    content: lines('id,email,name', 's-1,,Sentinel, Zoe', 's-2,,Sentinel Two'),
    done: 1,
    failed: 1,
    users: { 's-2': {} },
    reasons: [/has 4 cells and the header has 3\. Put cells with a comma in quotes/],
  },
  'blanks around quotes': {
    content: lines('"id" , "email"', ` "s-1" , "${email}" `),
    done: 1,
    users: { 's-1': { email } },
  },
  'quotes with line feeds and quotes': {
    content: lines('id,name', 's-1,"Zoe ""Z""\nSentinel"'),
    done: 1,
    users: { 's-1': { name: 'Zoe "Z"\nSentinel' } },
  },
  'a very long line': {
    content: lines('id,name', `s-1,${'sentinel'.repeat(200_000)}`, 's-2,Sentinel Two'),
    done: 1,
    failed: 1,
    reasons: [/longer than 1 MiB/],
  },
  'a file without a header': {
    content: lines(`sentinel-1,${email},Zoe`, 'sentinel-2,,Two'),
    says: /does not look like a header: none of its cells is the name of a field/,
  },
  'a file without a header, with a cell like the name of a field': {
    content: lines(`sentinel-1,${email},Mobile,+4930901820`),
    says: /does not look like a header: it holds a value/,
  },
  'a file without a header, with the language id (Indonesian)': {
    content: lines('sentinel-1,Zoe Sentinel,Jakarta,id'),
    says: /"id" and no other known column/,
  },
  'a file without a header, with a date and the language id': {
    content: lines('sentinel-1,Zoe Sentinel,2009-05-19,id,email'),
    says: /does not look like a header: it holds a value/,
  },
  'a header with years': {
    content: lines('id,email,2023,2024', `s-1,${email},1,2`),
    done: 1,
    users: { 's-1': { email } },
    says: /2 columns are not imported: "2023", "2024"/,
  },
  'a title above the header': {
    content: lines('Customers of Sentinel Ltd,,', 'id,email,name', `s-1,${email},`),
    says: /does not look like a header/,
  },
  'a column name that appears twice': {
    content: lines('id,email,email', `s-1,${email},`),
    says: /The column "email" appears twice/,
  },
  'a header without an id': {
    content: lines('Email Address,First Name,LEID', `${email},Zoe,123`),
    says: /no column "id"/,
  },
}

describe('identikit import: layouts of spreadsheets', () => {
  it.each(Object.entries(layouts))('reads or names %s', async (_, file) => {
    await expectImport(file)
  })
})

const cell = (column: string, text: string) => lines(`id,${column}`, `s-1,${text}`)
const created = (text: string, createdAt: string): ImportCase => ({
  content: cell('created_at', text),
  done: 1,
  users: { 's-1': { createdAt } },
})
const refused = (column: string, text: string, reason: RegExp): ImportCase => ({
  content: cell(column, text),
  done: 0,
  failed: 1,
  users: {},
  reasons: [reason],
})

const cells: Record<string, ImportCase> = {
  'an id with leading zeros': {
    content: lines('id,name', '00042,Sentinel'),
    done: 1,
    users: { '00042': { id: '00042' } },
  },
  'an id in a formula that keeps its zeros': {
    content: lines('id,name', '="00042",Sentinel', '"=""00043""",Sentinel'),
    done: 2,
    users: { '00042': {}, '00043': {} },
  },
  'an id with 19 digits': {
    content: lines('id,traits.discordId', '1035342667379599058,1035342667379599059'),
    done: 1,
    users: { '1035342667379599058': { traits: { discordId: '1035342667379599059' } } },
  },
  'ids with blanks and invisible characters': {
    content: lines('id,name,timezone', '7,,', '7 ,Zoe,', '\u{200B}7,,Europe/Berlin '),
    done: 3,
    users: { 7: { name: 'Zoe', timezone: 'Europe/Berlin' } },
  },
  'a cell that shows nothing': {
    content: lines('id,name,email', `s-1,\u{2800}\u{3164},${email}`, 's-2,\u{A0},\u{200B}'),
    done: 2,
    users: { 's-1': { id: 's-1', email, traits: {} }, 's-2': { id: 's-2', traits: {} } },
  },
  'an id that a spreadsheet has shortened': {
    content: lines('id,name', '1.03534E+18,Sentinel'),
    done: 0,
    failed: 1,
    reasons: [/id was shortened by a spreadsheet and has lost digits/],
  },
  'a phone number that a spreadsheet has shortened': refused(
    'phone',
    '4.91511E+11',
    /phone was shortened/,
  ),
  'a shortened number with a decimal comma': {
    content: lines('id;traits.account', 's-1;4,91511E+11'),
    done: 0,
    failed: 1,
    reasons: [/traits\.account was shortened/],
  },
  'an id that a narrow column has shortened': {
    content: lines('id,name', '1E+05,Sentinel'),
    done: 0,
    failed: 1,
    reasons: [/id was shortened/],
  },
  'a scientific number in a trait': {
    content: cell('traits.n', '1.5E-07'),
    done: 1,
    users: { 's-1': { traits: { n: '1.5E-07' } } },
  },
  'a date that was too wide for its column': refused(
    'createdAt',
    '########',
    /createdAt holds an error of the spreadsheet/,
  ),
  'an error of the spreadsheet': refused('phone', '#NAME?', /phone holds an error of the sprea/),
  'a phone number after an apostrophe': {
    content: cell('phone', "'+4930901820"),
    done: 1,
    users: { 's-1': { phone: '+4930901820' } },
  },
  'a formula': {
    content: cell('name', '"=HYPERLINK(""https://sentinel.test"",""x"")"'),
    done: 1,
    users: { 's-1': { name: '=HYPERLINK("https://sentinel.test","x")' } },
  },
  'null of Postgres and of MySQL': {
    content: lines('id,name,email', String.raw`s-1,\N,\N`, 's-2,NULL,NULL'),
    done: 2,
    users: { 's-1': { id: 's-1', traits: {} }, 's-2': { id: 's-2', traits: {} } },
    says: /Cells with NULL were read as empty: 2/,
  },
  'the surname Null': {
    content: cell('lastName', 'Null'),
    done: 1,
    users: { 's-1': { lastName: 'Null' } },
  },
  'words for true and false': {
    content: lines(
      'id,subscribeToEmails',
      ...['TRUE', 'True', 'yes', 'Y', '1', 'WAHR', 'VRAI'].map((word, n) => `a${n},${word}`),
      ...['FALSE', 'no', '0', 'FALSCH', 'ONWAAR'].map((word, n) => `b${n},${word}`),
      'c0,maybe',
    ),
    done: 12,
    failed: 1,
    users: Object.fromEntries([
      ...Array.from({ length: 7 }, (_, n) => [`a${n}`, { subscribeToEmails: true }]),
      ...Array.from({ length: 5 }, (_, n) => [`b${n}`, { subscribeToEmails: false }]),
    ]),
    reasons: [/subscribeToEmails must be true or false/],
  },
  'TRUE in a trait, which is a text': {
    content: cell('traits.beta', 'TRUE'),
    done: 1,
    users: { 's-1': { traits: { beta: 'TRUE' } } },
  },
  NaN: refused('email', 'NaN', /email is not an email/),
  'an abbreviation of a time zone': refused('timezone', 'EST', /timezone/),
  'time zones as Windows, Outlook, Rails and people write them': {
    content: lines(
      'id,Time Zone',
      'a,Eastern Standard Time',
      'b,"(GMT-05:00) Eastern Time (US & Canada)"',
      'c,W. Europe Standard Time',
      'd,europe/berlin',
      'e,America/New York',
      'f,PST',
      'g,GMT+2',
    ),
    done: 5,
    failed: 2,
    users: {
      a: { timezone: 'America/New_York' },
      b: { timezone: 'America/New_York' },
      c: { timezone: 'Europe/Berlin' },
      d: { timezone: 'Europe/Berlin' },
      e: { timezone: 'America/New_York' },
    },
    reasons: [/timezone is an abbreviation/, /timezone is/],
  },
  'the English name of a language': refused('language', 'English', /locale is not a BCP 47 tag/),
  'phone numbers with and without a country code': {
    content: lines('id,Phone', 'a,0049 30 901820', 'b,+49 (0)30 901820', 'c,030 901820'),
    done: 2,
    failed: 1,
    users: { a: { phone: '+4930901820' }, b: { phone: '+4930901820' } },
    reasons: [/phone has no country code/],
  },
  'an email address of another script': {
    content: cell('email', 'zoe@münchen.de'),
    done: 1,
    users: { 's-1': { email: 'zoe@xn--mnchen-3ya.de' } },
  },
  'psql +00': created('2009-05-19 14:39:22+00', '2009-05-19T14:39:22Z'),
  'psql +0000': created('2009-05-19 14:39:22 +0000', '2009-05-19T14:39:22Z'),
  'psql with fractions': created(
    '2009-05-19 14:39:22.123456-07',
    '2009-05-19T14:39:22.123456-07:00',
  ),
  'psql +05:30': created('2009-05-19 14:39:22+05:30', '2009-05-19T14:39:22+05:30'),
  'a date and time with Z': created('2009-05-19 14:39:22Z', '2009-05-19T14:39:22Z'),
  'a date and time of Ruby': created('2009-05-19 14:39:22 UTC', '2009-05-19T14:39:22Z'),
  'a date and time of Go': created('2009-05-19 14:39:22 +0000 UTC', '2009-05-19T14:39:22Z'),
  'a date and time of Java': created('2009-05-19T14:39:22.000+0000', '2009-05-19T14:39:22.000Z'),
  'a date': created('2009-05-19', '2009-05-19'),
  'a date with slashes, year first': created('2009/05/19', '2009-05-19'),
  'a date of HTTP': created('"Tue, 19 May 2009 14:39:22 GMT"', '2009-05-19T14:39:22Z'),
  'a date of JavaScript': created(
    'Tue May 19 2009 14:39:22 GMT+0200 (Central European Summer Time)',
    '2009-05-19T14:39:22+02:00',
  ),
  'a date with the name of the month': created('"May 9, 2009"', '2009-05-09'),
  'a date with the day first and the name of the month': created('9 May 2009', '2009-05-09'),
  'seconds since 1970': created('1242743962', '2009-05-19T14:39:22.000Z'),
  'seconds with fractions': created('1242743962.5', '2009-05-19T14:39:22.500Z'),
  'milliseconds since 1970': created('1242743962000', '2009-05-19T14:39:22.000Z'),
  'a date of Excel': refused('createdAt', '5/19/2009 14:39', /createdAt is ambiguous/),
  'a date with dots': refused('createdAt', '19.05.2009', /createdAt is ambiguous/),
  'a date as a serial number': refused('createdAt', '39952.61', /serial number of a spreadsheet/),
  'a time without a zone': refused(
    'createdAt',
    '2009-05-19 14:39:22',
    /without an offset from UTC/,
  ),
  'a time with an abbreviation': refused(
    'createdAt',
    '2009-05-19 14:39:22 PST',
    /without an offset from UTC/,
  ),
  'a date of Oracle': created('19-May-2009', '2009-05-19'),
  'a date and time of Java with a zone': created(
    '2009-05-19T14:39:22+02:00[Europe/Berlin]',
    '2009-05-19T14:39:22+02:00',
  ),
  'a zero byte': refused('name', 'a rather long name of Senti\u{0}nel', /name holds a character/),
  'a day that does not exist': refused('createdAt', '2009-02-30', /createdAt is not an ISO 8601/),
}

describe('identikit import: cells of spreadsheets', () => {
  it.each(Object.entries(cells))('reads or names %s', async (_, file) => {
    await expectImport(file)
  })
})

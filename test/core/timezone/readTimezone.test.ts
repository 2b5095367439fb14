import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTimezone } from '../../../src/core/timezone/readTimezone.js'
import { canonicalTimezone } from '../../../src/core/timezone/timezoneAliases.js'

const windows = readFileSync(new URL('../../../data/tzdb/windows', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))

/** ActiveSupport::TimeZone::MAPPING without the labels that are cities of tzdb; `Canberra` and others have their own zone. */
const rails =
  `International Date Line West=Pacific/Midway,Midway Island=Pacific/Midway,American Samoa=Pacific/Pago_Pago,Hawaii=Pacific/Honolulu,Alaska=America/Anchorage,Pacific Time (US & Canada)=America/Los_Angeles,Tijuana=America/Tijuana,Mountain Time (US & Canada)=America/Denver,Arizona=America/Phoenix,Chihuahua=America/Chihuahua,Mazatlan=America/Mazatlan,Central Time (US & Canada)=America/Chicago,Saskatchewan=America/Regina,Guadalajara=America/Mexico_City,Mexico City=America/Mexico_City,Monterrey=America/Monterrey,Central America=America/Guatemala,Eastern Time (US & Canada)=America/New_York,Indiana (East)=America/Indiana/Indianapolis,Bogota=America/Bogota,Lima=America/Lima,Quito=America/Guayaquil,Atlantic Time (Canada)=America/Halifax,Caracas=America/Caracas,La Paz=America/La_Paz,Santiago=America/Santiago,Newfoundland=America/St_Johns,Brasilia=America/Sao_Paulo,Buenos Aires=America/Argentina/Buenos_Aires,Montevideo=America/Montevideo,Georgetown=America/Guyana,Puerto Rico=America/Puerto_Rico,Greenland=America/Nuuk,Mid-Atlantic=Atlantic/South_Georgia,Azores=Atlantic/Azores,Cape Verde Is.=Atlantic/Cape_Verde,Dublin=Europe/Dublin,Edinburgh=Europe/London,Lisbon=Europe/Lisbon,London=Europe/London,Casablanca=Africa/Casablanca,Monrovia=Africa/Monrovia,UTC=UTC,Belgrade=Europe/Belgrade,Bratislava=Europe/Bratislava,Budapest=Europe/Budapest,Prague=Europe/Prague,Sarajevo=Europe/Sarajevo,Warsaw=Europe/Warsaw,Zagreb=Europe/Zagreb,Brussels=Europe/Brussels,Copenhagen=Europe/Copenhagen,Madrid=Europe/Madrid,Paris=Europe/Paris,Amsterdam=Europe/Amsterdam,Berlin=Europe/Berlin,Bern=Europe/Zurich,Zurich=Europe/Zurich,Rome=Europe/Rome,Stockholm=Europe/Stockholm,Vienna=Europe/Vienna,West Central Africa=Africa/Lagos,Bucharest=Europe/Bucharest,Cairo=Africa/Cairo,Helsinki=Europe/Helsinki,Kyiv=Europe/Kyiv,Riga=Europe/Riga,Sofia=Europe/Sofia,Tallinn=Europe/Tallinn,Vilnius=Europe/Vilnius,Athens=Europe/Athens,Istanbul=Europe/Istanbul,Minsk=Europe/Minsk,Jerusalem=Asia/Jerusalem,Harare=Africa/Harare,Pretoria=Africa/Johannesburg,Kaliningrad=Europe/Kaliningrad,Moscow=Europe/Moscow,St. Petersburg=Europe/Moscow,Volgograd=Europe/Volgograd,Samara=Europe/Samara,Kuwait=Asia/Kuwait,Riyadh=Asia/Riyadh,Nairobi=Africa/Nairobi,Baghdad=Asia/Baghdad,Tehran=Asia/Tehran,Abu Dhabi=Asia/Dubai,Muscat=Asia/Muscat,Baku=Asia/Baku,Tbilisi=Asia/Tbilisi,Yerevan=Asia/Yerevan,Kabul=Asia/Kabul,Ekaterinburg=Asia/Yekaterinburg,Islamabad=Asia/Karachi,Karachi=Asia/Karachi,Tashkent=Asia/Tashkent,Chennai=Asia/Kolkata,Kolkata=Asia/Kolkata,Mumbai=Asia/Kolkata,New Delhi=Asia/Kolkata,Kathmandu=Asia/Kathmandu,Astana=Asia/Almaty,Dhaka=Asia/Dhaka,Sri Jayawardenepura=Asia/Colombo,Almaty=Asia/Almaty,Novosibirsk=Asia/Novosibirsk,Rangoon=Asia/Yangon,Bangkok=Asia/Bangkok,Hanoi=Asia/Ho_Chi_Minh,Jakarta=Asia/Jakarta,Krasnoyarsk=Asia/Krasnoyarsk,Beijing=Asia/Shanghai,Chongqing=Asia/Shanghai,Hong Kong=Asia/Hong_Kong,Urumqi=Asia/Urumqi,Kuala Lumpur=Asia/Kuala_Lumpur,Singapore=Asia/Singapore,Taipei=Asia/Taipei,Perth=Australia/Perth,Irkutsk=Asia/Irkutsk,Ulaanbaatar=Asia/Ulaanbaatar,Seoul=Asia/Seoul,Osaka=Asia/Tokyo,Sapporo=Asia/Tokyo,Tokyo=Asia/Tokyo,Yakutsk=Asia/Yakutsk,Darwin=Australia/Darwin,Adelaide=Australia/Adelaide,Canberra=Australia/Sydney,Melbourne=Australia/Melbourne,Sydney=Australia/Sydney,Brisbane=Australia/Brisbane,Hobart=Australia/Hobart,Vladivostok=Asia/Vladivostok,Guam=Pacific/Guam,Port Moresby=Pacific/Port_Moresby,Magadan=Asia/Magadan,Srednekolymsk=Asia/Srednekolymsk,Solomon Is.=Pacific/Guadalcanal,New Caledonia=Pacific/Noumea,Fiji=Pacific/Fiji,Kamchatka=Asia/Kamchatka,Marshall Is.=Pacific/Majuro,Auckland=Pacific/Auckland,Wellington=Pacific/Auckland,Nuku'alofa=Pacific/Tongatapu,Tokelau Is.=Pacific/Fakaofo,Chatham Is.=Pacific/Chatham,Samoa=Pacific/Apia`
    .split(',')
    .map((line) => line.split('=') as [string, string])

describe('readTimezone', () => {
  it.each(windows)('reads the name of Windows "%s" as %s', (name = '', zone) => {
    const full = / Time/.test(name) ? name : `${name} Standard Time`
    expect(readTimezone(full)).toBe(zone)
    expect(readTimezone(full.toLowerCase())).toBe(zone)
  })

  it.each(windows.filter(([name = '']) => !/ Time/.test(name)))(
    'reads the summer name of Windows "%s Daylight Time" as %s',
    (name, zone) => {
      expect(readTimezone(`${name} Daylight Time`)).toBe(zone)
    },
  )

  it.each(windows.flatMap(([, zone = '', labels = '']) => labels.split('|').map((l) => [l, zone])))(
    'reads the label of Outlook "%s" as %s',
    (label = '', zone) => {
      const full = label.startsWith('(') ? label : `(UTC+01:00) ${label}`
      expect(readTimezone(full)).toBe(zone)
      expect(readTimezone(full.replace('UTC', 'GMT'))).toBe(zone)
    },
  )

  it.each(rails)('reads the label of Rails "%s" as %s', (label, zone) => {
    expect(readTimezone(label)).toBe(zone)
    expect(readTimezone(`(GMT-08:00) ${label}`)).toBe(zone)
  })

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' Europe/Berlin\u00A0', 'Europe/Berlin'],
    ['\uFEFFEurope/Berlin\u200B', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['US/Eastern', 'America/New_York'],
    ['us_slash_eastern', 'America/New_York'],
    ['america_slash_los_angeles', 'America/Los_Angeles'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['New York', 'America/New_York'],
    ['Zürich', 'Europe/Zurich'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['(GMT-05:00) Eastern Standard Time (America/New_York)', 'America/New_York'],
    ['(GMT+01:00) Central European Standard Time (Europe/Berlin)', 'Europe/Berlin'],
    ['Europe/Berlin (CET)', 'Europe/Berlin'],
    ['sun.util.calendar.ZoneInfo[id="America/Chicago",offset=-21600000]', 'America/Chicago'],
    ['GMT-05:00 Eastern Time (US & Canada)', 'America/New_York'],
    ['Eastern Time', 'America/New_York'],
    ['Pacific Daylight Time', 'America/Los_Angeles'],
    ['W. Europe Summer Time', 'Europe/Berlin'],
    ['British Summer Time', 'Europe/London'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['Coordinated Universal Time', 'UTC'],
    ['(UTC) Coordinated Universal Time', 'UTC'],
    ['UTC-11', 'Etc/GMT+11'],
    ['UTC+12', 'Etc/GMT-12'],
    ['UTC', 'UTC'],
    ['GMT', 'UTC'],
  ])('reads %j as %s', (text, zone) => {
    expect(readTimezone(text)).toBe(zone)
  })

  it.each([
    'EST',
    'CET',
    'IST',
    'BST',
    'PST8PDT',
    'EST5EDT',
    'Z',
    '',
    ' ',
    '\u200B',
    'null',
    '-',
    '+05:30',
    'GMT+5',
    'UTC+2',
    '-8',
    '5.5',
    'Etc/Unknown',
    'Factory',
    'Foo/Bar',
    'Springfield',
    'Europe',
    'Customized Time Zone',
    'tzone://Microsoft/Custom',
    'America/New_York, Europe/Berlin',
    '__proto__',
    'constructor',
    'Central European Time',
    'x'.repeat(100_000),
  ])('refuses %j', (text) => {
    expect(readTimezone(text)).toBeNull()
  })

  it('returns a primary name for each label', () => {
    for (const [, zone = ''] of windows) expect(canonicalTimezone(zone)).toBe(zone)
  })
})

import { describe, expect, it } from 'vitest'
import { getSetting, type PreferenceChange } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { openNovu, openWithAnswers } from './novu.fixture.js'

const path = '/v2/subscribers/ada/preferences'

describe('preferences of the Novu adapter', () => {
  it('are the workflows by their identifiers, and the global channels', async () => {
    const { client, calls } = openNovu()
    const preferences = await client.preferences.get('ada')
    expect(preferences).toEqual({
      types: [
        {
          id: 'comments',
          label: 'Comments',
          channels: { email: { state: 'on' }, in_app: { state: 'on' }, push: { state: 'on' } },
        },
        {
          id: 'digest',
          label: 'Weekly digest',
          channels: { email: { state: 'off' }, sms: { state: 'on' } },
        },
        { id: '__proto__', label: '__proto__', channels: { chat: { state: 'on' } } },
      ],
      channels: {
        email: { state: 'on' },
        in_app: { state: 'on' },
        push: { state: 'on' },
        sms: { state: 'on' },
        chat: { state: 'on' },
      },
      rest: {},
    })
    expect(calls.map(({ url }) => url)).toEqual([`https://api.novu.co${path}`])
  })

  it('show critical workflows as locked on request, which a second request reads', async () => {
    const { client, calls } = openNovu({}, { showCritical: true })
    const { types } = await client.preferences.get('ada')
    expect(types.at(-1)).toEqual({
      id: 'security',
      label: 'Security',
      channels: { email: { state: 'on', locked: {} } },
    })
    expect(calls.map(({ url }) => new URL(url).search).sort()).toEqual([
      '?criticality=critical',
      '?criticality=nonCritical',
    ])
  })

  it('write one channel of one workflow', async () => {
    const { client, writes } = openNovu()
    await client.preferences.update('ada', { type: 'digest', channel: 'sms', enabled: false })
    expect(writes()).toEqual([['PATCH', path, { workflowId: 'digest', channels: { sms: false } }]])
  })

  it('write several workflows in one request', async () => {
    const { client, writes } = openNovu()
    await client.preferences.update('ada', [
      { type: 'digest', channel: 'sms', enabled: false },
      { type: 'comments', channel: 'email', enabled: false },
      { type: 'digest', channel: 'email', enabled: true },
      { type: 'digest', channel: 'sms', enabled: true },
    ])
    const preferences = [
      { workflowId: 'digest', channels: { sms: true, email: true } },
      { workflowId: 'comments', channels: { email: false } },
    ]
    expect(writes()).toEqual([['PATCH', `${path}/bulk`, { preferences }]])
  })

  it('write at most 100 workflows in one request', async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({
      identifier: `w${index}`,
      channels: { email: true },
    }))
    const { client, writes } = openNovu({ workflows: many })
    const changes = many.map(({ identifier }) => ({
      type: identifier,
      channel: 'email',
      enabled: false,
    }))
    const saved = await client.preferences.update('ada', changes)
    expect(saved.types.every(({ channels }) => channels['email']?.state === 'off')).toBe(true)
    expect(
      writes().map(([, , body]) => (body as { preferences: unknown[] }).preferences.length),
    ).toEqual([100, 30])
  })

  it('write in the order of the changes, because a global channel replaces earlier choices', async () => {
    const { client, writes } = openNovu()
    const off = { channel: 'email', enabled: false }
    const on = { type: 'comments', channel: 'email', enabled: true }
    const saved = await client.preferences.update('ada', [on, off, { ...on, type: 'digest' }])
    expect(writes().map(([, , body]) => body)).toEqual([
      { workflowId: 'comments', channels: { email: true } },
      { channels: { email: false } },
      { workflowId: 'digest', channels: { email: true } },
    ])
    expect(getSetting(saved, on)?.state).toBe('off')
    expect(getSetting(saved, { type: 'digest', channel: 'email' })?.state).toBe('on')
    expect(getSetting(saved, { channel: 'email' })?.state).toBe('off')
  })

  it.each([true, false])(
    'keep the schedule of the user when a global channel changes: %s',
    async (dropsSchedule) => {
      const { client, fake } = openNovu({ dropsSchedule })
      const schedule = {
        isEnabled: true,
        weeklySchedule: {
          monday: { isEnabled: true, hours: [{ start: '09:00 AM', end: '05:00 PM' }] },
        },
      }
      fake.choices.set('ada', { global: {}, workflows: new Map(), schedule })
      const saved = await client.preferences.update('ada', { channel: 'sms', enabled: false })
      expect(fake.choices.get('ada')?.schedule).toEqual(schedule)
      expect(saved.rest).toEqual({ global: { schedule } })
    },
  )

  it('refuse the switches of workflows and of everything, other workflows and other channels', async () => {
    const { client, writes } = openNovu()
    const reports: WriteReport[] = []
    const changes: PreferenceChange[] = [
      { enabled: false },
      { type: 'digest', enabled: false },
      { type: 'gone', channel: 'email', enabled: false },
      { type: 'security', channel: 'email', enabled: false },
      { type: 'digest', channel: 'push', enabled: false },
      { channel: 'fax', enabled: false },
      { type: 'digest', channel: 'sms', enabled: null },
      { type: 'digest', channel: 'sms', enabled: false },
    ]
    await client.preferences.update('ada', changes, { onReport: (report) => reports.push(report) })
    expect(reports[0]?.refused?.map(({ index, error }) => [index, error.code])).toEqual([
      [0, 'unsupported'],
      [1, 'unsupported'],
      [2, 'invalid'],
      [3, 'invalid'],
      [4, 'invalid'],
      [5, 'invalid'],
      [6, 'unsupported'],
    ])
    expect(writes()).toHaveLength(1)
  })

  it('are sent again without a workflow that was deleted after the read', async () => {
    const list = (...identifiers: readonly string[]) => ({
      body: {
        data: {
          global: { enabled: true, channels: {} },
          workflows: identifiers.map((identifier) => ({
            enabled: true,
            channels: { email: identifier === 'gone' },
            workflow: { identifier },
          })),
        },
      },
    })
    const missing = { status: 404, body: { statusCode: 404 } }
    const { client, calls } = openWithAnswers(
      list('kept', 'gone'),
      missing,
      list('kept'),
      { body: { data: {} } },
      missing,
      list('kept'),
      list('kept'),
    )
    const reports: WriteReport[] = []
    await client.preferences.update(
      'ada',
      [
        { type: 'kept', channel: 'email', enabled: false },
        { type: 'gone', channel: 'email', enabled: false },
      ],
      { onReport: (report) => reports.push(report) },
    )
    expect(reports).toMatchObject([
      { refused: [{ index: 1, error: { code: 'invalid', status: 404 } }] },
    ])
    const methods = calls.map(({ method }) => method)
    expect(methods.join()).toBe('GET,PATCH,GET,PATCH,PATCH,GET,GET')
  })
})

describe('preferences of the Novu adapter after a write', () => {
  it('wait for the replica that Novu reads from', async () => {
    const { client, fake } = openNovu()
    fake.state.lag = 2
    const change = { type: 'digest', channel: 'sms', enabled: false }
    const saved = await client.preferences.update('ada', change)
    expect(getSetting(saved, change)?.state).toBe('off')
  })

  it('wait for a user whom the replica does not have yet', async () => {
    const { client, fake } = openNovu()
    fake.state.unseen = 2
    const change = { channel: 'sms', enabled: false }
    const saved = await client.preferences.update('ada', change)
    expect(getSetting(saved, change)?.state).toBe('off')
  })

  it('are a conflict if Novu does not show the change', async () => {
    const { client, fake } = openNovu()
    fake.state.lag = 99
    const update = client.preferences.update('ada', { channel: 'sms', enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'conflict' })
  })

  it('report what a later request did not save', async () => {
    const list = (email: boolean, sms: boolean) => ({
      body: {
        data: {
          global: { enabled: true, channels: { email: true } },
          workflows: [
            { enabled: true, channels: { email, sms }, workflow: { identifier: 'digest' } },
          ],
        },
      },
    })
    const { client } = openWithAnswers(
      list(true, true),
      { body: { data: {} } },
      { status: 503 },
      list(false, true),
    )
    const reports: WriteReport[] = []
    const saved = await client.preferences.update(
      'ada',
      [
        { type: 'digest', channel: 'email', enabled: false },
        { channel: 'email', enabled: true },
        { type: 'digest', channel: 'sms', enabled: false },
      ],
      { onReport: (report) => reports.push(report) },
    )
    expect(getSetting(saved, { type: 'digest', channel: 'email' })?.state).toBe('off')
    expect(reports).toMatchObject([
      {
        refused: [
          { index: 1, error: { code: 'service', status: 503 } },
          { index: 2, error: { code: 'service', status: 503 } },
        ],
      },
    ])
  })

  it('show odd parts as read-only, and report their place', async () => {
    const body = {
      data: {
        global: { enabled: false, channels: { email: 'yes', sms: false } },
        workflows: [
          { enabled: false, channels: { email: 1 }, workflow: { identifier: 'digest', name: 7 } },
          { channels: {}, workflow: {} },
          'text',
        ],
        extra: 1,
      },
    }
    const { client } = openWithAnswers({ body })
    const messages: string[] = []
    const preferences = await client.preferences.get('ada', {
      onUnreadable: ({ message }) => messages.push(message),
    })
    expect(preferences).toEqual({
      types: [
        {
          id: 'digest',
          setting: { state: 'off', locked: {} },
          channels: { email: { state: 'conditional' } },
        },
      ],
      channels: { email: { state: 'conditional' }, sms: { state: 'off' } },
      subscribed: { state: 'off', locked: {} },
      rest: { extra: 1 },
    })
    expect(messages).toEqual([
      expect.stringContaining('data.workflows.0.channels.email is invalid'),
    ])
  })
})

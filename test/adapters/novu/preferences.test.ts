import { describe, expect, it } from 'vitest'
import {
  getDisabledParents,
  getSetting,
  type PreferenceChange,
} from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { openNovu, openWithAnswers, type GivenAnswer } from './novu.fixture.js'

const path = '/v2/subscribers/ada/preferences'

/** Opens an adapter that reads one list, with these answers. */
const openUncritical = (...answers: readonly GivenAnswer[]) =>
  openWithAnswers(answers, { showCritical: false })

describe('preferences of the Novu adapter', () => {
  it('are the workflows by their identifiers, with critical ones as locked, and no channels for everything', async () => {
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
        { id: 'security', label: 'Security', channels: { email: { state: 'on', locked: {} } } },
      ],
      channels: {},
      rest: {
        global: {
          enabled: true,
          channels: { email: true, in_app: true, push: true, sms: true, chat: true },
        },
      },
    })
    expect(calls.map(({ url }) => url.replace(/^https:\/\/api\.novu\.co/, '')).sort()).toEqual([
      `${path}?criticality=critical`,
      `${path}?criticality=nonCritical`,
    ])
  })

  it('leave out critical workflows on request, and need one request then', async () => {
    const { client, calls } = openNovu({}, { showCritical: false })
    const { types } = await client.preferences.get('ada')
    expect(types.map(({ id }) => id)).toEqual(['comments', 'digest', '__proto__'])
    expect(calls.map(({ url }) => url)).toEqual([`https://api.novu.co${path}`])
  })

  it('lock nothing where Novu has no list of critical workflows', async () => {
    const { client } = openNovu({ knowsCriticality: false })
    const { types } = await client.preferences.get('ada')
    const settings = types.flatMap(({ channels }) => Object.values(channels))
    expect(types).toHaveLength(3)
    expect(settings.some(({ locked }) => locked)).toBe(false)
  })

  it('are what Novu delivers by, where a channel is off for everything', async () => {
    const { client, fake } = openNovu()
    const own = new Map([['digest', { email: true }]])
    fake.choices.set('ada', { global: { email: false, sms: false }, workflows: own })
    const preferences = await client.preferences.get('ada')
    const getState = (type: string, channel: string) =>
      getSetting(preferences, { type, channel })?.state
    expect(getState('comments', 'email')).toBe('off')
    expect(getState('comments', 'push')).toBe('on')
    expect(getState('digest', 'sms')).toBe('off')
    // A choice for a workflow counts more, and critical messages are sent anyway.
    expect(getState('digest', 'email')).toBe('on')
    expect(getState('security', 'email')).toBe('on')
  })

  it('can be turned on for one workflow where the channel is off for everything, which changes nothing else', async () => {
    const { client, fake, writes } = openNovu()
    const schedule = { isEnabled: true, weeklySchedule: {} }
    const before = { global: { email: false }, workflows: new Map(), schedule }
    fake.choices.set('ada', before)
    const change = { type: 'comments', channel: 'email', enabled: true }
    const saved = await client.preferences.update('ada', change)
    expect(getSetting(saved, change)?.state).toBe('on')
    expect(getSetting(saved, { type: 'digest', channel: 'email' })?.state).toBe('off')
    expect(writes()).toEqual([
      ['PATCH', path, { workflowId: 'comments', channels: { email: true } }],
    ])
    const workflows = new Map([['comments', { email: true }]])
    expect(fake.choices.get('ada')).toEqual({ ...before, workflows })
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

  it('refuse all but the channels of the workflows that the user can change', async () => {
    const { client, writes } = openNovu()
    const reports: WriteReport[] = []
    const changes: PreferenceChange[] = [
      { enabled: false },
      { type: 'digest', enabled: false },
      { type: 'gone', channel: 'email', enabled: false },
      { type: 'security', channel: 'email', enabled: false },
      { type: 'digest', channel: 'push', enabled: false },
      { channel: 'email', enabled: false },
      { type: 'digest', channel: 'fax', enabled: false },
      { type: 'digest', channel: 'sms', enabled: null },
      { type: 'digest', channel: 'sms', enabled: false },
    ]
    await client.preferences.update('ada', changes, { onReport: (report) => reports.push(report) })
    expect(reports[0]?.refused?.map(({ index, error }) => [index, error.code])).toEqual([
      [0, 'unsupported'],
      [1, 'unsupported'],
      [2, 'invalid'],
      [3, 'locked'],
      [4, 'invalid'],
      [5, 'unsupported'],
      [6, 'invalid'],
      [7, 'unsupported'],
    ])
    expect(writes()).toEqual([['PATCH', path, { workflowId: 'digest', channels: { sms: false } }]])
  })

  it.each([
    { enabled: false },
    { channel: 'email', enabled: false },
    { type: '', channel: 'email', enabled: false },
  ])('change no channel for everything when the page closes: %j', async (change) => {
    const { adapter, calls } = openNovu()
    const options = { closing: true, keepalive: true }
    const update = adapter.preferences?.update('ada', change, options)
    await expect(update).rejects.toMatchObject({ code: 'unsupported' })
    expect(calls).toEqual([])
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
    const { client, calls } = openUncritical(
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
    const change = { type: 'digest', channel: 'sms', enabled: false }
    const saved = await client.preferences.update('ada', change)
    expect(getSetting(saved, change)?.state).toBe('off')
  })

  it('are a conflict if Novu does not show the change', async () => {
    const { client, fake } = openNovu()
    fake.state.lag = 99
    const update = client.preferences.update('ada', {
      type: 'digest',
      channel: 'sms',
      enabled: false,
    })
    await expect(update).rejects.toMatchObject({ code: 'conflict' })
  })

  it('report what a later request did not save', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `w${index}`)
    const list = (isOn: (id: string) => boolean) => ({
      body: {
        data: {
          workflows: ids.map((identifier) => ({
            enabled: true,
            channels: { email: isOn(identifier) },
            workflow: { identifier },
          })),
        },
      },
    })
    const { client, calls } = openUncritical(
      list(() => true),
      { body: { data: [] } },
      { status: 503 },
      list((id) => id === 'w100'),
    )
    const reports: WriteReport[] = []
    const changes = ids.map((type) => ({ type, channel: 'email', enabled: false }))
    const onReport = (report: WriteReport) => void reports.push(report)
    const saved = await client.preferences.update('ada', changes, { onReport })
    expect(getSetting(saved, { type: 'w99', channel: 'email' })?.state).toBe('off')
    expect(calls.map(({ method }) => method).join()).toBe('GET,PATCH,PATCH,GET')
    expect(reports).toMatchObject([
      { refused: [{ index: 100, error: { code: 'service', status: 503 } }] },
    ])
  })

  it('show odd parts as read-only, and report their place', async () => {
    const body = {
      data: {
        global: { enabled: true, channels: { email: 'yes' } },
        workflows: [
          { enabled: false, channels: { email: 1 }, workflow: { identifier: 'digest', name: 7 } },
          { channels: {}, workflow: {} },
          'text',
        ],
        extra: 1,
      },
    }
    const { client } = openUncritical({ body })
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
      channels: {},
      rest: { global: body.data.global, extra: 1 },
    })
    expect(messages).toEqual([
      expect.stringContaining('data.workflows.0.channels.email is invalid'),
    ])
  })

  it('are off for each workflow where Novu turned everything off, but for critical ones', async () => {
    const list = (identifier: string) => ({
      body: {
        data: {
          global: { enabled: false, channels: {} },
          workflows: [{ enabled: true, channels: { email: true }, workflow: { identifier } }],
        },
      },
    })
    const { client } = openWithAnswers([list('digest'), list('security')])
    const preferences = await client.preferences.get('ada')
    const rules = client.capabilities?.preferences?.rules
    const getParents = (type: string) =>
      rules && getDisabledParents(preferences, { type, channel: 'email' }, rules)
    expect(getParents('digest')).toEqual([{ type: 'digest' }])
    expect(getParents('security')).toEqual([])
  })
})

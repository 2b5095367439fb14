import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../../src/core.js'
import { IdentikitProvider, StreakSettings } from '../../../src/index.js'
import { ada, createMemoryAdapter } from '../../../src/testing.js'
import { clickNow, metrics, showStreak, streak } from './streak.fixture.js'

const { streak: t } = messages

test('StreakMetric: restores its goal when it is turned on again; a new metric starts with the first preset or the minimum', async () => {
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [{ key: 'minutes', threshold: 25 }], daysOff: [] },
  })
  const reading = page.getByRole('switch', { name: t.counts('Reading') })
  await userEvent.click(reading)
  await expect.element(page.getByRole('textbox')).not.toBeInTheDocument()
  await userEvent.click(reading)
  await userEvent.click(page.getByRole('switch', { name: t.counts('Words') }))
  await expect.element(page.getByRole('radio', { name: '200 words' })).toBeChecked()
  await expect.poll(patches).toEqual([
    { metrics: [] },
    { metrics: [{ key: 'minutes', threshold: 25 }] },
    {
      metrics: [
        { key: 'minutes', threshold: 25 },
        { key: 'words', threshold: 200 },
      ],
    },
  ])
})

test('StreakMetric: saves a preset at once; Custom opens a field and saves nothing', async () => {
  const { patches } = showStreak()
  await userEvent.click(page.getByRole('radio', { name: t.custom }))
  const field = page.getByRole('textbox', { name: 'Words goal', exact: true })
  await expect.element(field).toHaveValue('500')
  await expect.element(page.getByRole('radio', { name: t.custom })).toHaveFocus()
  expect(patches()).toEqual([])
  await userEvent.fill(field, '350')
  await userEvent.tab()
  await userEvent.tab()
  await expect.poll(patches).toHaveLength(1)
  await expect.element(page.getByRole('radio', { name: t.custom })).toBeChecked()
  await userEvent.click(page.getByRole('radio', { name: '200 words' }))
  await expect.element(field).not.toBeInTheDocument()
})

test('StreakMetric: moves through presets with the arrow keys', async () => {
  showStreak()
  await userEvent.click(page.getByRole('radio', { name: '200 words' }))
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('radio', { name: '500 words' })).toBeChecked()
  await expect.element(page.getByRole('radio', { name: '500 words' })).toHaveFocus()
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(/^(2 changes saved|Streak goal, Words: 500. Saved)$/)
})

test('StreakMetric: announces a corrected number together with the save', async () => {
  showStreak()
  await userEvent.click(page.getByRole('radio', { name: t.custom }))
  await userEvent.fill(page.getByRole('textbox', { name: 'Words goal', exact: true }), '99999')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(`${t.adjusted('10,000')}. ${t.savedAs(t.goal('Words'), '10,000')}`)
})

test('StreakMetric: keeps a stored goal of zero without an error', async () => {
  const old = { key: 'old', threshold: 0 }
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [old, { key: 'minutes', threshold: 0 }], daysOff: [] },
  })
  await userEvent.click(page.getByRole('switch', { name: t.counts('Words') }))
  await userEvent.click(page.getByRole('switch', { name: t.counts('Reading') }))
  await userEvent.click(page.getByRole('switch', { name: t.counts('Reading') }))
  const written = { key: 'words', threshold: 200 }
  await expect
    .poll(patches)
    .toEqual([
      { metrics: [old, { key: 'minutes', threshold: 0 }, written] },
      { metrics: [old, written] },
      { metrics: [old, written, { key: 'minutes', threshold: 1 }] },
    ])
})

const press = (name: string) => {
  const button = page.getByRole('button', { name }).element()
  if (button instanceof HTMLElement) button.click()
}

test('StreakMetric: saves a preset that is chosen right after a step', async () => {
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [{ key: 'words', threshold: 300 }], daysOff: [] },
  })
  const field = page.getByRole('textbox', { name: 'Words goal', exact: true })
  await expect.element(field).toHaveValue('300')
  press(t.increase('Words'))
  await expect.element(field).toHaveValue('310')
  clickNow('radio', '200 words')
  await expect.poll(() => patches().at(-1)).toEqual({ metrics: [{ key: 'words', threshold: 200 }] })
  await expect.element(page.getByRole('radio', { name: '200 words' })).toBeChecked()
  await userEvent.click(page.getByRole('radio', { name: t.custom }))
  await userEvent.fill(field, '350')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => patches().at(-1)).toEqual({ metrics: [{ key: 'words', threshold: 350 }] })
})

test('StreakMetric: keeps the focused field when a custom goal equals a preset', async () => {
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [{ key: 'words', threshold: 490 }], daysOff: [] },
  })
  const field = page.getByRole('textbox', { name: 'Words goal', exact: true })
  await userEvent.click(field)
  await userEvent.keyboard('{ArrowUp}')
  await expect.poll(patches).toEqual([{ metrics: [{ key: 'words', threshold: 500 }] }])
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  await expect.poll(patches).toHaveLength(2)
  await userEvent.fill(field, '200')
  await userEvent.keyboard('{Enter}')
  await expect.poll(patches).toHaveLength(3)
  await expect.element(field).toHaveFocus()
  await userEvent.click(page.getByRole('radio', { name: '200 words' }))
  await expect.element(field).not.toBeInTheDocument()
})

test('StreakMetric: keeps a step button working when the goal equals a preset', async () => {
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [{ key: 'words', threshold: 490 }], daysOff: [] },
  })
  await expect.element(page.getByRole('radio', { name: t.custom })).toBeChecked()
  press(t.increase('Words'))
  await expect.poll(patches).toHaveLength(1)
  press(t.increase('Words'))
  await expect.poll(patches).toHaveLength(2)
  expect(patches().at(-1)).toEqual({ metrics: [{ key: 'words', threshold: 510 }] })
})

test('StreakMetric: sends a pending step when the page closes, also during another save', async () => {
  const { adapter, patches } = showStreak({
    streak: { enabled: true, metrics: [], daysOff: [] },
  })
  await expect.element(page.getByRole('switch', { name: t.enabled })).toBeVisible()
  // Only where the service follows the order of writes is one sent beside another.
  Object.assign(adapter, { order: true })
  adapter.faults.pause = true
  clickNow('switch', t.counts('Reading'))
  const field = page.getByRole('textbox', { name: 'Reading goal, minutes' })
  await expect.element(field).toHaveValue('1')
  press(t.increase('Reading'))
  await expect.element(field).toHaveValue('2')
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  await expect.poll(patches).toHaveLength(2)
  adapter.faults.release()
})

test('StreakMetric: removes a note when its number changes', async () => {
  const { adapter } = showStreak()
  const field = page.getByRole('textbox', { name: 'Reading goal, minutes' })
  await expect.element(field).toBeVisible()
  adapter.faults.fail = ({ member }) =>
    member === 'streak.update' ? new IdentikitError('invalid', 'No.', { status: 400 }) : undefined
  await userEvent.fill(field, '-3')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(messages.notSaved, { exact: true })).toBeVisible()
  await expect.element(field).toHaveValue('10')
  await expect.element(field).not.toHaveAttribute('aria-describedby')
})

test('StreakMetric: announces the same invalid number again', async () => {
  showStreak()
  const status = page.getByRole('status')
  const field = page.getByRole('textbox', { name: 'Reading goal, minutes' })
  for (let times = 0; times < 2; times++) {
    await userEvent.fill(field, 'abc')
    await userEvent.keyboard('{Enter}')
    await expect.element(status).toBeEmptyDOMElement()
    await expect.element(status).toHaveTextContent(t.notANumber('10'))
  }
})

test('StreakMetric: saves a typed number when the field is disabled', async () => {
  const { patches } = showStreak()
  const field = page.getByRole('textbox', { name: 'Reading goal, minutes' })
  await userEvent.fill(field, '77')
  clickNow('switch', t.enabled)
  await expect.element(field).toBeDisabled()
  await expect.poll(patches).toHaveLength(2)
  expect(patches()[1]).toMatchObject({ metrics: [{}, { key: 'minutes', threshold: 77 }] })
})

test('StreakMetric: discards a typed number when the user changes', async () => {
  const adapter = createMemoryAdapter({ users: [ada, { ...ada, id: 'bob' }], streak })
  const client = createUserClient(adapter)
  const show = (userId: string) => (
    <IdentikitProvider client={client} userId={userId} metrics={metrics}>
      <StreakSettings />
    </IdentikitProvider>
  )
  const field = page.getByRole('textbox')
  const { rerender } = render(show('bob'))
  await expect.element(field).toHaveValue('10')
  rerender(show(ada.id))
  await userEvent.fill(field, '30')
  rerender(show('bob'))
  await expect.element(field).toHaveValue('10')
  await userEvent.click(page.getByRole('switch', { name: t.enabled }))
  const saved = () => adapter.calls.filter(({ member }) => member === 'streak.update')
  await expect.poll(() => saved().map(({ id }) => id)).toEqual([ada.id, 'bob'])
  expect(saved().at(-1)?.input).toEqual({ enabled: false })
})

import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../../src/core.js'
import { IdentikitProvider, StreakSettings } from '../../../src/index.js'
import { ada, createMemoryAdapter } from '../../../src/testing.js'
import { clickNow, metrics, showStreak, streak } from './streak.fixture.js'

const { streak: t } = messages

test('turned off and on again it keeps its goal; a new one begins with the first preset or the least', async () => {
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

test('presets save at once; a goal of one’s own opens a field and saves nothing by itself', async () => {
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

test('the arrow keys walk through the presets', async () => {
  showStreak()
  await userEvent.click(page.getByRole('radio', { name: '200 words' }))
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('radio', { name: '500 words' })).toBeChecked()
  await expect.element(page.getByRole('radio', { name: '500 words' })).toHaveFocus()
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(/^(2 changes saved|Streak goal, words: 500. Saved)$/)
})

test('what was adjusted is said together with what was saved', async () => {
  showStreak()
  await userEvent.click(page.getByRole('radio', { name: t.custom }))
  await userEvent.fill(page.getByRole('textbox', { name: 'Words goal', exact: true }), '99999')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(`${t.adjusted('10,000')}. ${t.savedAs(t.goal('words'), '10,000')}`)
})

test('a goal of nothing that the service holds stands in nobody’s way, and is kept', async () => {
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

test('a preset is the last word, also right after a step and without the focus', async () => {
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [{ key: 'words', threshold: 300 }], daysOff: [] },
  })
  const field = page.getByRole('textbox', { name: 'Words goal', exact: true })
  await expect.element(field).toHaveValue('300')
  press(t.increase('words'))
  await expect.element(field).toHaveValue('310')
  clickNow('radio', '200 words')
  await expect.poll(() => patches().at(-1)).toEqual({ metrics: [{ key: 'words', threshold: 200 }] })
  await expect.element(page.getByRole('radio', { name: '200 words' })).toBeChecked()
  await userEvent.click(page.getByRole('radio', { name: t.custom }))
  await userEvent.fill(field, '350')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => patches().at(-1)).toEqual({ metrics: [{ key: 'words', threshold: 350 }] })
})

test('a goal of one’s own that comes to be a preset’s leaves the field to who is at it', async () => {
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

test('a button that makes a goal a preset’s goes on working, pressed without the focus', async () => {
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [{ key: 'words', threshold: 490 }], daysOff: [] },
  })
  await expect.element(page.getByRole('radio', { name: t.custom })).toBeChecked()
  press(t.increase('words'))
  await expect.poll(patches).toHaveLength(1)
  press(t.increase('words'))
  await expect.poll(patches).toHaveLength(2)
  expect(patches().at(-1)).toEqual({ metrics: [{ key: 'words', threshold: 510 }] })
})

test('a step goes out with the page, also beside a write that began before the field was there', async () => {
  const { adapter, patches } = showStreak({
    streak: { enabled: true, metrics: [], daysOff: [] },
  })
  await expect.element(page.getByRole('switch', { name: t.enabled })).toBeVisible()
  adapter.faults.pause = true
  clickNow('switch', t.counts('Reading'))
  const field = page.getByRole('textbox', { name: 'Reading goal, minutes' })
  await expect.element(field).toHaveValue('1')
  press(t.increase('reading'))
  await expect.element(field).toHaveValue('2')
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  await expect.poll(patches).toHaveLength(2)
  adapter.faults.release()
})

test('a note goes with the number that it is about', async () => {
  const { adapter } = showStreak()
  const field = page.getByRole('textbox', { name: 'Reading goal, minutes' })
  await expect.element(field).toBeVisible()
  adapter.faults.fail = ({ member }) =>
    member === 'streak.update' ? new IdentikitError('invalid', 'No.', { status: 400 }) : undefined
  await userEvent.fill(field, '-3')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(messages.preferences.notSaved, { exact: true })).toBeVisible()
  await expect.element(field).toHaveValue('10')
  await expect.element(field).not.toHaveAttribute('aria-describedby')
})

test('the same nonsense is told again', async () => {
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

test('what was written is saved when the field is disabled under it', async () => {
  const { patches } = showStreak()
  const field = page.getByRole('textbox', { name: 'Reading goal, minutes' })
  await userEvent.fill(field, '77')
  clickNow('switch', t.enabled)
  await expect.element(field).toBeDisabled()
  await expect.poll(patches).toHaveLength(2)
  expect(patches()[1]).toMatchObject({ metrics: [{}, { key: 'minutes', threshold: 77 }] })
})

test('what one person wrote is not saved for the next one', async () => {
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

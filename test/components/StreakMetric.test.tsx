import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../src/core.js'
import { showStreak } from './streak.fixture.js'

const { streak: words } = messages

test('turned off and on again it keeps its goal; a new one begins with the first preset or the least', async () => {
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [{ key: 'minutes', threshold: 25 }], daysOff: [] },
  })
  const reading = page.getByRole('switch', { name: words.counts('Reading') })
  await userEvent.click(reading)
  await expect.element(page.getByRole('textbox')).not.toBeInTheDocument()
  await userEvent.click(reading)
  await userEvent.click(page.getByRole('switch', { name: words.counts('Words') }))
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
  await userEvent.click(page.getByRole('radio', { name: words.custom }))
  const field = page.getByRole('textbox', { name: 'Words goal', exact: true })
  await expect.element(field).toHaveValue('500')
  await expect.element(page.getByRole('radio', { name: words.custom })).toHaveFocus()
  expect(patches()).toEqual([])
  await userEvent.fill(field, '350')
  await userEvent.tab()
  await userEvent.tab()
  await expect.poll(patches).toHaveLength(1)
  await expect.element(page.getByRole('radio', { name: words.custom })).toBeChecked()
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
  await userEvent.click(page.getByRole('radio', { name: words.custom }))
  await userEvent.fill(page.getByRole('textbox', { name: 'Words goal', exact: true }), '99999')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(
      `${words.adjusted('10,000')}. ${words.savedAs(words.goal('words'), '10,000')}`,
    )
})

test('a goal of nothing that the service holds stands in nobody’s way, and is kept', async () => {
  const old = { key: 'old', threshold: 0 }
  const { patches } = showStreak({
    streak: { enabled: true, metrics: [old, { key: 'minutes', threshold: 0 }], daysOff: [] },
  })
  await userEvent.click(page.getByRole('switch', { name: words.counts('Words') }))
  await userEvent.click(page.getByRole('switch', { name: words.counts('Reading') }))
  await userEvent.click(page.getByRole('switch', { name: words.counts('Reading') }))
  const written = { key: 'words', threshold: 200 }
  await expect
    .poll(patches)
    .toEqual([
      { metrics: [old, { key: 'minutes', threshold: 0 }, written] },
      { metrics: [old, written] },
      { metrics: [old, written, { key: 'minutes', threshold: 1 }] },
    ])
})

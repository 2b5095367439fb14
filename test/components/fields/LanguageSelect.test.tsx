import { render } from '@testing-library/react'
import { useEffect, useState, type JSX } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { autonyms, modernLanguages } from '../../../src/core/user/languageData.js'
import { messages } from '../../../src/core.js'
import { LanguageSelect, type LanguageSelectProps } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { createWrapper } from '../../../src/testing.js'

const { language: t } = messages

type Options = Partial<Pick<LanguageSelectProps, 'value' | 'locales' | 'canClear'>>

function setUp({ value = null, ...props }: Options, locale = 'en') {
  const onChange = vi.fn<(value: string | null) => void>()
  const host: { change?: (value: string | null) => void } = {}
  function Host(): JSX.Element {
    const [draft, setDraft] = useState(value)
    useEffect(() => {
      host.change = setDraft
    }, [])
    return (
      <LanguageSelect
        {...props}
        value={draft}
        onChange={(next) => {
          onChange(next)
          setDraft(next)
        }}
      />
    )
  }
  render(<Host />, { wrapper: createWrapper({ locale }) })
  const select = page.getByRole('combobox', { name: messages.profile.locale, exact: true })
  const options = () => [...(select.element() as HTMLSelectElement).options]
  return { onChange, host, select, options, labels: () => options().map(({ text }) => text) }
}

const locales = ['no', 'iw', 'tl', 'zh-CN', 'en_GB', 'fr_FR.UTF-8']

test('LanguageSelect: lists `locales` by their own names and reports them as written', async () => {
  const { select, labels, onChange } = setUp({ locales })
  await expect.element(select).toHaveDisplayValue(t.appDefault)
  await expect.element(select).toHaveAttribute('autocomplete', 'language')
  await expect
    .poll(() => labels().slice(1))
    .toEqual([
      'English (United Kingdom)',
      'Filipino',
      'français (France) — French (France)',
      'norsk — Norwegian',
      'עברית — \u2068Hebrew\u2069',
      '中文（中国） — Chinese (China)',
    ])
  for (const tag of locales) await userEvent.selectOptions(select, tag)
  expect(onChange.mock.calls.flat()).toEqual(locales)
  await userEvent.selectOptions(select, t.appDefault)
  expect(onChange).toHaveBeenLastCalledWith(null)
})

test('LanguageSelect: each option has the language and direction of its name', async () => {
  const { options, labels } = setUp({ locales: ['ar', 'de'] }, 'en')
  await expect.poll(labels).toContain('Deutsch — German')
  await expect
    .poll(() => options().map(({ lang, dir }) => [lang, dir]))
    .toEqual([
      ['', ''],
      ['de', 'ltr'],
      ['ar', 'rtl'],
    ])
})

test.each([
  ['he', 'iw', 'עברית — \u2068Hebrew\u2069'],
  ['en-us', 'en_GB', 'English (United Kingdom)'],
  ['zh', 'zh-CN', '中文（中国） — Chinese (China)'],
  ['sv_SE', 'sv_SE', 'svenska (Sverige) — Swedish (Sweden)'],
  ['klingon_QX', 'klingon_QX', 'klingon_QX'],
])(
  'LanguageSelect: shows a stored %s as %s and opening changes nothing',
  async (value, row, label) => {
    const { select, onChange } = setUp({ value, locales })
    await expect.element(select).toHaveDisplayValue(label)
    await expect.element(select).toHaveValue(row)
    await userEvent.click(select)
    await userEvent.keyboard('{Escape}')
    await userEvent.tab()
    expect(onChange).not.toHaveBeenCalled()
  },
)

test('LanguageSelect: a stored language that is not listed stays selectable until another is stored', async () => {
  const { select, onChange, host, labels } = setUp({ value: 'klingon_QX', locales })
  await userEvent.selectOptions(select, 'no')
  await userEvent.selectOptions(select, 'klingon_QX')
  expect(onChange.mock.calls.flat()).toEqual(['no', 'klingon_QX'])
  host.change?.('tl')
  await expect.element(select).toHaveDisplayValue('Filipino')
  expect(labels()).not.toContain('klingon_QX')
})

test('LanguageSelect: without `canClear` it offers no default and asks to choose', async () => {
  const { select, labels, host } = setUp({ canClear: false, locales: ['de', 'en'] })
  await expect.element(select).toHaveDisplayValue(t.choose)
  expect(labels()).not.toContain(t.appDefault)
  host.change?.('de')
  await expect.element(select).toHaveDisplayValue('Deutsch — German')
  await expect.poll(labels).toEqual(['Deutsch — German', 'English'])
})

test('LanguageSelect: without `locales` it lists every language by its own name', async () => {
  const { options, select } = setUp({ value: 'en-AU' }, 'de')
  await expect.element(select).toHaveDisplayValue('English (Australia) — Englisch (Australien)')
  await expect.poll(() => options().length).toBeGreaterThan(50)
  const rows = options().slice(1)
  for (const tag of [...modernLanguages.split(' '), ...navigator.languages, 'en-AU']) {
    expect(
      rows.some(({ value, lang }) => value === tag && lang === tag),
      tag,
    ).toBe(true)
  }
  for (const entry of autonyms.split(',')) {
    const [tag, name = ''] = entry.split(/ (.*)/)
    expect(rows.find(({ value }) => value === tag)?.text.startsWith(name), entry).toBe(true)
  }
  const texts = rows.slice(1).map(({ text }) => text)
  expect(texts).toEqual([...texts].sort(new Intl.Collator('de').compare))
})

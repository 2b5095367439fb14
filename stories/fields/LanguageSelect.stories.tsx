import { useState, type JSX } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { LanguageSelect, type LanguageSelectProps } from 'identikit'
import { world } from '../worlds.js'

function Example({
  value: initialValue,
  ...props
}: Omit<LanguageSelectProps, 'onChange'>): JSX.Element {
  const [value, setValue] = useState(initialValue)
  return <LanguageSelect {...props} value={value} onChange={setValue} />
}

const meta = preview.meta({
  title: 'LanguageSelect',
  component: Example,
  args: { value: 'de-AT', locales: ['en', 'de-AT', 'fr', 'ar', 'no', 'zh-CN', 'pt-BR', 'cy'] },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const select = canvas.getByRole('combobox', { name: messages.profile.locale })
    await waitFor(() =>
      expect(select).toHaveDisplayValue('Deutsch (Österreich) — German (Austria)'),
    )
    await userEvent.selectOptions(select, 'zh-CN')
    await expect(select).toHaveValue('zh-CN')
  },
})

export const Empty = meta.story({ args: { value: null } })

export const MustChoose = meta.story({
  args: { value: null, canClear: false, error: `${messages.profile.locale} cannot be empty.` },
})

export const EveryLanguage = meta.story({ args: { value: 'en-GB', locales: undefined } })

export const Unknown = meta.story({ args: { value: 'klingon_QX' } })

export const OtherDirection = meta.story({ args: { value: 'ar' } })

export const Disabled = meta.story({ args: { disabled: true } })

export const Narrow = meta.story({
  args: { value: 'zh-Hant-HK', locales: ['zh-Hant-HK', 'sr-Latn-ME', 'en-GB'] },
  decorators: [(Story) => <div className="story-narrow">{<Story />}</div>],
})

const german = {
  language: {
    label: 'Sprache',
    appDefault: 'Die Voreinstellung der Anwendung verwenden',
    choose: 'Sprache auswählen',
  },
}

export const German = meta.story({
  args: { value: null, label: 'Sprache' },
  parameters: { world: world({}, { locale: 'de', messages: german }) },
})

export const RightToLeft = meta.story({
  globals: { direction: 'rtl' },
  parameters: { world: world({}, { locale: 'ar' }) },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })

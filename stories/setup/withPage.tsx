import type { Decorator } from '@storybook/react-vite'
import type { Locale } from 'identikit/core'
import { useLayoutEffect, type ReactNode } from 'react'
import './frame.css'

interface PageProps {
  readonly attributes: Readonly<Record<string, string | undefined>>
  readonly children: ReactNode
}

function Page({ attributes, children }: PageProps): ReactNode {
  const entries = Object.entries(attributes)
  useLayoutEffect(() => {
    for (const [name, value] of entries)
      if (value !== undefined) document.documentElement.setAttribute(name, value)
  })
  return children
}

/**
 * Renders the story on a page with the scheme, preset, density, direction, text size and width of the toolbar. In another Storybook, which
 * has no such menus, the page stays as it is.
 */
export const withPage: Decorator = (Story, { globals, loaded }) => {
  const text = (name: string): string | undefined => globals[name] as string | undefined
  const locale = loaded['locale'] as Locale | undefined
  const direction = text('direction') === 'auto' ? (locale?.direction ?? 'ltr') : text('direction')
  return (
    <Page
      attributes={{
        lang: locale?.tag ?? text('language'),
        dir: direction,
        'data-theme': text('theme'),
        'data-ik-preset': text('preset'),
        'data-density': text('density'),
        'data-text': text('text'),
      }}
    >
      <div className="story-frame" data-width={text('width')}>
        <Story />
      </div>
    </Page>
  )
}

import type { Decorator } from '@storybook/react-vite'
import { useLayoutEffect } from 'react'
import type { ReactNode } from 'react'

interface PageProps {
  readonly theme: string
  readonly direction: string
  readonly children: ReactNode
}

function Page({ theme, direction, children }: PageProps): ReactNode {
  useLayoutEffect(() => {
    const page = document.documentElement
    page.dataset['theme'] = theme
    page.style.colorScheme = theme
    page.dir = direction
  }, [theme, direction])
  return children
}

/** Renders the story on a page with the toolbar's theme and direction. */
export const withPage: Decorator = (Story, { globals }) => (
  <Page theme={String(globals['theme'])} direction={String(globals['direction'])}>
    <Story />
  </Page>
)

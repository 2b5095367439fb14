import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import 'identikit/styles.css'
import 'identikit/styles/presets.css'
import { inferControls } from './setup/inferControls.js'
import { loadLanguage } from './setup/languages.js'
import { withPage } from './setup/withPage.js'
import { withWorld } from './setup/withWorld.js'

// Parts that are loaded on demand can take seconds on a busy machine.
configure({ asyncUtilTimeout: 10_000 })

/** What every story needs, also in the Storybook of a product: the style sheets, a user and a service. */
export default definePreview({
  addons: [addonA11y(), addonDocs()],
  tags: ['autodocs'],
  argTypesEnhancers: [inferControls],
  decorators: [withWorld, withPage],
  loaders: [async ({ globals }) => ({ locale: await loadLanguage(String(globals['language'])) })],
  parameters: {
    layout: 'padded',
    a11y: {
      test: 'error',
      options: {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      },
    },
    viewport: {
      options: {
        phone: { name: 'Phone', styles: { width: '320px', height: '720px' } },
        tablet: { name: 'Tablet', styles: { width: '768px', height: '1024px' } },
        desktop: { name: 'Desktop', styles: { width: '1280px', height: '800px' } },
      },
    },
  },
})

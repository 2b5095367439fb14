import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
import '@fontsource-variable/inter/wght.css'
import './page.css'
import shared from '../stories/preview.js'
import { languages } from '../stories/setup/languages.js'
import { createMenus, initialGlobals } from '../stories/setup/toolbar.js'

const { addons: _, ...annotations } = shared.input

/** The page and the toolbar of this Storybook. */
export default definePreview({
  ...annotations,
  addons: [addonA11y(), addonDocs()],
  initialGlobals,
  globalTypes: createMenus(Object.fromEntries(languages.map(({ tag, name }) => [tag, name]))),
  parameters: {
    ...annotations.parameters,
    options: {
      storySort: {
        order: ['Start here', 'Foundations', 'Screens', 'Components', 'Recipes', 'Words'],
        method: 'alphabetical',
      },
    },
  },
})

import type { StorybookConfig } from '@storybook/react-vite'

/** The folders whose stories are below "Components". */
const features = [
  'preferences',
  'streak',
  'schedule',
  'reach',
  'profile',
  'fields',
  'avatar',
  'timezone',
  'account',
  'sign-up',
  'ui',
]

const config: StorybookConfig = {
  framework: {
    name: '@storybook/react-vite',
    options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } },
  },
  stories: [
    '../stories/guide/*.mdx',
    '../stories/guide/*.stories.tsx',
    '../stories/foundations/*.stories.tsx',
    '../stories/screens/*.stories.tsx',
    ...features.map((feature) => ({
      directory: `../stories/${feature}`,
      files: '*.stories.tsx',
      titlePrefix: 'Components',
    })),
  ],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  // The menus of preview.tsx replace them.
  features: { backgrounds: false, measure: false, outline: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The tag filter of the sidebar shows them.
  tags: {
    part: { defaultFilterSelection: 'exclude' },
    internal: { defaultFilterSelection: 'exclude' },
  },
}

export default config

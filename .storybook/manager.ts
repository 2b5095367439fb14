import { addons } from 'storybook/manager-api'

// Leaves most of a small window to the story.
addons.setConfig({ bottomPanelHeight: 220 })

type Items = Readonly<Record<string, string>>

const menu = <Icon extends string>(name: string, icon: Icon, titles: Items) => ({
  name,
  description: name,
  toolbar: {
    icon,
    items: Object.entries(titles).map(([value, title]) => ({ value, title })),
    dynamicTitle: true,
  },
})

/** The value of each menu when Storybook opens. */
export const initialGlobals = {
  theme: 'light',
  preset: 'neutral',
  density: 'normal',
  direction: 'auto',
  language: 'en',
  width: 'full',
  text: 'normal',
  service: 'memory',
  latency: 'none',
  failure: 'none',
}

/** Returns the menus of the toolbar. */
export function createMenus(languages: Items) {
  return {
    theme: menu('Scheme', 'contrast', { light: 'Light', dark: 'Dark' }),
    preset: menu('Preset', 'paintbrush', {
      neutral: 'Neutral',
      soft: 'Soft',
      sharp: 'Sharp',
      'high-contrast': 'High contrast',
    }),
    density: menu('Density', 'component', {
      compact: 'Compact',
      normal: 'Normal',
      comfortable: 'Comfortable',
    }),
    direction: menu('Direction', 'transfer', {
      auto: 'Auto',
      ltr: 'Left to right',
      rtl: 'Right to left',
    }),
    language: menu('Language', 'globe', languages),
    width: menu('Width', 'grow', {
      full: 'Full',
      wide: '720 px',
      medium: '560 px',
      small: '440 px',
      phone: '320 px',
    }),
    text: menu('Text size', 'zoom', {
      normal: '100%',
      large: '150%',
      double: '200%',
    }),
    service: menu('Service', 'database', {
      memory: 'All features',
      knock: 'Like Knock',
      notiflows: 'Like Notiflows',
      trophy: 'Like Trophy',
      engage: 'Like Engage',
    }),
    latency: menu('Latency', 'timer', {
      none: '0 s',
      '400': '0.4 s',
      '2000': '2 s',
      endless: 'No response',
    }),
    failure: menu('Failure', 'alert', {
      none: 'All succeed',
      loads: 'Loads fail',
      saves: 'Saves fail',
      'first-save': 'First save fails',
      offline: 'Offline',
    }),
  }
}

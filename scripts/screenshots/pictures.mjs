// @ts-check
/**
 * @typedef {object} Picture
 * @property {string} name The name of the file.
 * @property {string} story The id of the story.
 * @property {number} width The width of the window.
 * @property {Readonly<Record<string, string>>} globals Values of the toolbar.
 * @property {boolean} [forcedColors] Whether the page has forced colors.
 * @property {boolean} [isShort] Whether the picture has the size of the window instead of the page.
 */

/** @type {Readonly<Record<string, Pick<Picture, 'width' | 'globals'> & { forcedColors?: boolean }>>} */
export const modes = {
  wide: { width: 1000, globals: {} },
  320: { width: 320, globals: {} },
  dark: { width: 1000, globals: { theme: 'dark' } },
  'dark-320': { width: 320, globals: { theme: 'dark' } },
  rtl: { width: 1000, globals: { direction: 'rtl' } },
  'rtl-320': { width: 320, globals: { direction: 'rtl' } },
  'text-200': { width: 640, globals: { text: 'double' } },
  compact: { width: 1000, globals: { density: 'compact' } },
  comfortable: { width: 1000, globals: { density: 'comfortable' } },
  soft: { width: 1000, globals: { preset: 'soft' } },
  sharp: { width: 1000, globals: { preset: 'sharp' } },
  'high-contrast': { width: 1000, globals: { preset: 'high-contrast' } },
  'soft-dark': { width: 1000, globals: { preset: 'soft', theme: 'dark' } },
  'high-contrast-dark': { width: 1000, globals: { preset: 'high-contrast', theme: 'dark' } },
  forced: { width: 1000, globals: {}, forcedColors: true },
}

const center = 'components-preferencecenter'
const saving = 'components-preferencecenter-saving'
const editor = 'components-profileeditor'
const streak = 'components-streaksettings'
const picker = 'components-timezonepicker'

/** Stories by mode whose pictures are committed and compared. */
const compared = {
  'screens-settings--plain': ['wide', '320', 'dark', 'rtl', 'text-200', 'compact', 'forced'],
  'screens-settings--tailwind': ['wide', '320'],
  'screens-settings--dark': ['wide', '320'],
  'screens-profile--plain': ['wide', '320', 'dark', 'rtl', 'text-200', 'comfortable'],
  'screens-profile--tailwind': ['wide'],
  'screens-profile--dark': ['wide'],
  'screens-sign-up--plain': ['wide', '320', 'dark'],
  'screens-sign-up--tailwind': ['wide'],
  'screens-sign-up--dark': ['wide'],
  'foundations-tokens--every-token': [
    'wide',
    'dark',
    'soft',
    'sharp',
    'high-contrast',
    'high-contrast-dark',
  ],
  [`${center}--every-state`]: ['wide', '320', 'dark', 'rtl'],
  [`${center}--parents`]: ['wide'],
  [`${center}--failed`]: ['wide'],
  [`${center}--signed-out`]: ['wide'],
  [`${saving}--three-not-saved`]: ['wide', '320', 'dark', 'forced'],
  [`${saving}--two-wait`]: ['wide'],
  [`${editor}--unsaved`]: ['wide', 'rtl-320', 'dark'],
  [`${editor}--read-only`]: ['wide'],
  [`${editor}--german`]: ['320'],
  [`${streak}--default`]: ['wide', '320', 'soft-dark'],
  'components-preferencecenter-bulk--undo-offered': ['wide', '320'],
  'components-preferencefrequency--in-center': ['wide', '320'],
  'components-channelreach--default': ['wide'],
  'components-pushdevice--denied': ['wide'],
  'components-notificationschedule--default': ['wide', '320', 'dark'],
  'components-pauseall--paused': ['wide', '320'],
  'components-pauseall--chooses-a-date': ['wide'],
  [`${picker}--open`]: ['wide', '320', 'dark'],
  'components-timezonemismatch--default': ['wide'],
  'components-devicelist--not-removed': ['wide', '320'],
  'components-deleteaccount--open': ['wide', 'dark-320'],
  'components-signupform--field-errors': ['wide'],
  'components-avatarinput--default': ['wide'],
}

/**
 * Returns a picture of a story.
 *
 * @param {string} story
 * @param {string} mode
 * @returns {Picture}
 */
export function toPicture(story, mode) {
  const settings = modes[mode]
  if (!settings)
    throw new Error(`"${mode}" is no mode. The modes are ${Object.keys(modes).join(', ')}.`)
  return { name: `${story}.${mode}`, story, ...settings }
}

/** The pictures that are committed and compared. */
export const comparedPictures = Object.entries(compared).flatMap(([story, names]) =>
  names.map((mode) => toPicture(story, mode)),
)

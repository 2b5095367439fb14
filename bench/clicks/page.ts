/** Gives Node a page. Imported before React and the contenders, which look for one while they load. */
import { Window } from 'happy-dom'

const window = new Window({ url: 'https://app.invalid/settings' })

Object.assign(globalThis, { window, document: window.document })

/** Sets the globals of a page in Node. Imported before React and the contenders, which read them while they load. */
import { Window } from 'happy-dom'

const window = new Window({ url: 'https://app.invalid/settings' })

Object.assign(globalThis, { window, document: window.document })

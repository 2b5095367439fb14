/** The English texts of push notifications on one device. */
export const pushMessages = {
  /** The name of the switch. */
  title: 'Push on this device',
  on: 'You get push notifications on this device.',
  off: 'You get no push notifications on this device.',
  /** Shown before the browser asked. */
  askable: 'Your browser will ask if you allow notifications.',
  denied: 'Your browser blocks notifications from this site.',
  /** Shown after `denied`: how to unblock them. */
  deniedHelp: 'Open the site settings next to the address, allow notifications, then come back.',
  unsupported: "This browser can't get push notifications.",
  /** Shown after `unsupported` on an iPhone or iPad, whose browsers support push only in installed apps. */
  installHelp: 'Add this site to your home screen, then open it from there.',
}

/** The messages of push notifications on one device. */
export type PushMessages = typeof pushMessages

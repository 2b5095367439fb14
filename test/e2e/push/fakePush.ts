/**
 * Replaces what needs a push service, and the permission, which Chromium's headless shell always denies. `localStorage` holds the
 * subscription, the permission, the answer of the user and how often the browser asked.
 */
export function fakePush(): void {
  const toBase64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  const fromBase64 = (text: string) =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer
  function read() {
    const { endpoint, key } = JSON.parse(localStorage['subscription'] ?? '{}')
    if (!endpoint) return null
    const json = { endpoint, expirationTime: null, keys: { p256dh: `p-${key}`, auth: 'secret' } }
    return {
      endpoint,
      options: { userVisibleOnly: true, applicationServerKey: fromBase64(key) },
      toJSON: () => json,
      unsubscribe: async () => localStorage.removeItem('subscription'),
    }
  }
  Object.assign(PushManager.prototype, {
    async subscribe({ applicationServerKey }: { applicationServerKey: Uint8Array<ArrayBuffer> }) {
      const count = (localStorage['count'] = Number(localStorage['count'] ?? 0) + 1)
      const key = toBase64(applicationServerKey.buffer)
      const endpoint = `https://push.example.com/${count}`
      localStorage['subscription'] = JSON.stringify({ endpoint, key })
      return read()
    },
    getSubscription: async () => read(),
  })
  Object.defineProperty(Notification, 'permission', {
    get: () => localStorage['permission'] ?? 'default',
  })
  Notification.requestPermission = async () => {
    localStorage['asked'] = Number(localStorage['asked'] ?? 0) + 1
    localStorage['permission'] = localStorage['answer'] ?? 'granted'
    return Notification.permission
  }
}

// push-worker.js
self.addEventListener('push', (event) => {
  const { title = 'News', body, url } = event.data?.json() ?? {}
  event.waitUntil(self.registration.showNotification(title, { body, data: { url } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPage(event.notification.data?.url ?? '/'))
})

async function openPage(path) {
  const { href } = new URL(path, self.location.origin)
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(({ url }) => url === href)
  return page ? page.focus() : self.clients.openWindow(href)
}

// The browser replaced or ended the subscription. No page may be open, so the worker registers the new one.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(replaceSubscription(event))
})

async function replaceSubscription({ oldSubscription, newSubscription }) {
  // Without the options of the old one, the next page with usePushDevice subscribes.
  const options = oldSubscription?.options
  const subscription =
    newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)))
  if (subscription) {
    await send('PUT', '/devices', { device: { token: toToken(subscription), platform: 'web' } })
    if (oldSubscription) await send('POST', '/devices/remove', { token: toToken(oldSubscription) })
  }
  const pages = await self.clients.matchAll({ includeUncontrolled: true })
  for (const page of pages) page.postMessage({ type: 'identikit:push-changed' })
}

// The token of usePushDevice.
function toToken(subscription) {
  const { endpoint, keys } = subscription.toJSON()
  return JSON.stringify({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } })
}

async function send(method, path, body) {
  const headers = { 'content-type': 'application/json' }
  const request = { method, headers, body: JSON.stringify(body) }
  const response = await fetch(`/api/identikit${path}`, request)
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}.`)
}

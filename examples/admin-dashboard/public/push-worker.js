// Shows what the server pushes, and opens the dashboard at it. Only addresses of this page's own origin are opened.
globalThis.addEventListener('push', (event) => {
  const { id, title, text, url } = event.data?.json() ?? {}
  event.waitUntil(globalThis.registration.showNotification(title ?? 'StartupKit', { body: text, tag: id, icon: '/icon.svg', data: { url } }))
})

globalThis.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const asked = event.notification.data?.url
  const url = asked && new URL(asked).origin === globalThis.location.origin ? asked : '/'
  event.waitUntil(
    globalThis.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (pages) => {
      const open = pages.find((page) => page.url === url) ?? pages[0]
      if (open) {
        await open.focus()
        if (open.url !== url) await open.navigate(url)
      } else await globalThis.clients.openWindow(url)
    }),
  )
})

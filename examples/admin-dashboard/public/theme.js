// Runs before the first paint, so that a dark room never sees a white flash.
try {
  const chosen = document.defaultView.localStorage.getItem('startupkit.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {}

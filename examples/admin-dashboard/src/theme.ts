export type Theme = 'system' | 'light' | 'dark'

const place = 'startupkit.theme'

export function chosenTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem(place)
  } else {
    document.documentElement.dataset.theme = theme
    localStorage.setItem(place, theme)
  }
}

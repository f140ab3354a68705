/** Whether a key was meant for a field, or for what lies over the page. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.composedPath().some((one) => one instanceof HTMLElement && (one.isContentEditable || one.matches('input:not([type="checkbox"]), textarea, select, dialog')))
}

export const isCommand = (event: KeyboardEvent): boolean => event.metaKey || event.ctrlKey || event.altKey

/** One line of what the doctor says. `todo` is what to do about it, null where all is well. */
export type Check = { name: string; state: 'ok' | 'warn' | 'fail'; says: string; todo: string | null }

export const ok = (name: string, says: string): Check => ({ name, state: 'ok', says, todo: null })
export const warn = (name: string, says: string, todo: string): Check => ({ name, state: 'warn', says, todo })
export const fail = (name: string, says: string, todo: string): Check => ({ name, state: 'fail', says, todo })

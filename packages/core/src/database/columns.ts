import { integer, text } from 'drizzle-orm/sqlite-core'

/** An instant: milliseconds since 1970. */
export const instant = (name: string) => integer(name, { mode: 'number' })

/** JSON kept as text. */
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>()

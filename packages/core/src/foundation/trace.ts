export type TraceFacts = Readonly<Record<string, string | number | boolean>>

/** Runs a piece of work as a span of a trace: below whatever span it is started in. `tell` adds what is only known later. Never changes what the work answers. */
export type Trace = <T>(name: string, facts: TraceFacts, work: (tell: (facts: TraceFacts) => void) => Promise<T>) => Promise<T>

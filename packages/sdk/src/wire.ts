import type { components, operations } from './generated/schema.js'

/** A noun of the wire, by its name in the contract. */
export type Schema<N extends keyof components['schemas']> = components['schemas'][N]

type Plain<T> = { [K in keyof T]: T[K] } & {}
type Defined<T> = [Exclude<T, undefined>] extends [never] ? unknown : Exclude<T, undefined>
type PathOf<R> = R extends { parameters: { path: infer P } } ? P : unknown
type QueryOf<R> = R extends { parameters: { query?: infer Q } } ? Defined<Q> : unknown
type BodyOf<R> = R extends { requestBody: { content: { 'application/json': infer B } } } ? B : R extends { requestBody?: infer X } ? (Defined<X> extends { content: { 'application/json': infer B } } ? Partial<B> : unknown) : unknown
type JsonOf<A> = A extends { content: { 'application/json': infer T } } ? T : undefined

/** Everything a route takes, in one object, wherever it travels: address, query or body. */
export type InputOf<R> = Plain<PathOf<R> & QueryOf<R> & BodyOf<R>>
/** What a route answers. */
export type AnswerOf<R> = R extends { responses: infer A } ? JsonOf<A[Extract<keyof A, 200 | 201 | 202 | 204>]> : never

/** What an operation takes, by its name: `Input<'ledger.record'>`. */
export type Input<O extends keyof operations> = InputOf<operations[O]>
/** What an operation answers. */
export type Answer<O extends keyof operations> = AnswerOf<operations[O]>
/** One row of what a list answers. */
export type Row<O extends keyof operations> = Answer<O> extends { data: (infer R)[] } ? R : never

/** Some rows of a list, and the cursor of the next ones: null on the last page. */
export type Page<Row> = { data: Row[]; nextCursor: string | null }

/** Await it for one page, or loop over it with `for await` for every row of every page. */
export type Listing<Row> = Promise<Page<Row>> & AsyncIterable<Row>

/** A list that is asked for at once, and its further pages when a loop gets there. */
export function paginate<Input extends { cursor?: string }, Row>(input: Input, ask: (input: Input) => Promise<Page<Row>>): Listing<Row> {
  const first = ask(input)
  async function* rows() {
    for (let page = await first; ; page = await ask({ ...input, cursor: page.nextCursor })) {
      yield* page.data
      if (page.nextCursor === null) return
    }
  }
  return Object.assign(first, { [Symbol.asyncIterator]: rows })
}

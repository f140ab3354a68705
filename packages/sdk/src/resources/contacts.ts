import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** People: one person, one contact, many ways to reach them. */
export function contacts(request: KitRequest) {
  return {
    /** @example for await (const contact of client.contacts.list({ type: 'customer', sort: '-value' })) console.log(contact.name) */
    list: (input: Input<'contacts.list'> = {}, options?: CallOptions): Listing<Schema<'Contact'>> =>
      paginate(input, (asked) => request('get', '/v1/contacts', asked, options)),

    /** One contact. The id of one that was merged leads to the survivor, and `mergedFrom` says so. Throws `contact_not_found`. */
    get: (input: Input<'contacts.get'>, options?: CallOptions): Promise<Schema<'FoundContact'>> => request('get', '/v1/contacts/{id}', input, options),

    /** Adds a contact. Throws `identity_taken` where an address or id is somebody's; to find or add in one step, use `resolve`. */
    create: (input: Input<'contacts.create'>, options?: CallOptions): Promise<Schema<'Contact'>> => request('post', '/v1/contacts', input, options),

    /** Changes what is given; lists replace. With `expectedUpdatedAt`, throws `contact_changed` where somebody else was first. */
    update: (input: Input<'contacts.update'>, options?: CallOptions): Promise<Schema<'Contact'>> => request('patch', '/v1/contacts/{id}', input, options),

    /** The contacts that words, an address, a number or an id fit best. */
    search: (input: Input<'contacts.search'>, options?: CallOptions): Promise<Answer<'contacts.search'>> => request('get', '/v1/contacts/search', input, options),

    /**
     * The contact behind what somebody brings along, added where there is none. Where it may be two people, a review is opened.
     * @example const { contactId } = await client.contacts.resolve({ emails: ['ada@example.com'], name: 'Ada', evidence: 'claimed' })
     */
    resolve: (input: Input<'contacts.resolve'>, options?: CallOptions): Promise<Schema<'Resolution'>> => request('post', '/v1/contacts/resolve', input, options),

    /** The same for up to 10,000 at once, as far as they fit in 1 MB and 10,000 keys, in their order: all or none. */
    resolveMany: (input: Input<'contacts.resolveMany'>, options?: CallOptions): Promise<Answer<'contacts.resolveMany'>> =>
      request('post', '/v1/contacts/resolve-many', input, options),

    /** Brings contacts in as they are, up to 10,000 at once, as far as they fit in 1 MB and 10,000 keys. */
    import: (input: Input<'contacts.import'>, options?: CallOptions): Promise<Answer<'contacts.import'>> => request('post', '/v1/contacts/import', input, options),

    /** Makes one contact of two. It can be taken back. */
    merge: (input: Input<'contacts.merge'>, options?: CallOptions): Promise<Answer<'contacts.merge'>> => request('post', '/v1/contacts/merge', input, options),

    /** Takes a merge back: both contacts are as they were. Throws `merge_covered` where a later merge has to be taken back first. */
    unmerge: (input: Input<'contacts.unmerge'>, options?: CallOptions): Promise<Answer<'contacts.unmerge'>> =>
      request('post', '/v1/contacts/merges/{mergeId}/undo', input, options),

    /** The merges that a contact came out of. */
    merges: (input: Input<'contacts.merges'>, options?: CallOptions): Promise<Answer<'contacts.merges'>> => request('get', '/v1/contacts/{contactId}/merges', input, options),

    /** Contacts that may be one person, for somebody to look at: the open ones unless told. */
    reviews: (input: Input<'contacts.reviews'> = {}, options?: CallOptions): Listing<Schema<'ContactReview'>> =>
      paginate(input, (asked) => request('get', '/v1/contacts/reviews', asked, options)),

    /** Says whether they are one person. */
    decideReview: (input: Input<'contacts.decideReview'>, options?: CallOptions): Promise<Answer<'contacts.decideReview'>> =>
      request('post', '/v1/contacts/reviews/{reviewId}/decide', input, options),

    /** What the rules of identity say of two contacts. Changes nothing. */
    compare: (input: Input<'contacts.compare'>, options?: CallOptions): Promise<Answer<'contacts.compare'>> => request('post', '/v1/contacts/compare', input, options),

    /** The same for up to 500: who would be one person. Changes nothing. */
    cluster: (input: Input<'contacts.cluster'>, options?: CallOptions): Promise<Answer<'contacts.cluster'>> => request('post', '/v1/contacts/cluster', input, options),

    /** How many there are by type, stage and source, and how many came when. */
    statistics: (input: Input<'contacts.statistics'> = {}, options?: CallOptions): Promise<Answer<'contacts.statistics'>> =>
      request('get', '/v1/contacts/statistics', input, options),

    /** Keeps how somebody came; the first is kept for ever. */
    touch: (input: Input<'contacts.touch'>, options?: CallOptions): Promise<Schema<'Contact'>> => request('post', '/v1/contacts/{contactId}/touches', input, options),

    /** What staff wrote about somebody, newest first. */
    notes: (input: Input<'contacts.notes'>, options?: CallOptions): Listing<Schema<'ContactNote'>> => paginate(input, (asked) => request('get', '/v1/contacts/{contactId}/notes', asked, options)),

    /** Writes a note for staff. `<@tea_…>` mentions a member, who is told. */
    addNote: (input: Input<'contacts.addNote'>, options?: CallOptions): Promise<Schema<'ContactNote'>> => request('post', '/v1/contacts/{contactId}/notes', input, options),

    editNote: (input: Input<'contacts.editNote'>, options?: CallOptions): Promise<Schema<'ContactNote'>> => request('patch', '/v1/notes/{id}', input, options),

    removeNote: (input: Input<'contacts.removeNote'>, options?: CallOptions): Promise<Answer<'contacts.removeNote'>> => request('delete', '/v1/notes/{id}', input, options),
  }
}

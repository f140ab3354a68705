import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Row } from '../wire.js'

/** Who works for the business. */
export function team(request: KitRequest) {
  return {
    /** In the order in which they came. */
    list: (input: Input<'team.list'> = {}, options?: CallOptions): Listing<Row<'team.list'>> => paginate(input, (asked) => request('get', '/v1/team', asked, options)),

    /** Brings in the staff of another system, up to 1,000 at once. It mails nobody. An owner's doing. */
    importMembers: (input: Input<'team.importMembers'>, options?: CallOptions): Promise<Answer<'team.importMembers'>> => request('post', '/v1/team/import', input, options),
  }
}

import type { CallOptions, KitRequest } from '../request.js'
import type { Input, Schema } from '../wire.js'

/** Choices of the business itself. */
export function settings(request: KitRequest) {
  return {
    /** Its name, its currency and the time zone its days are counted in. */
    getBusiness: (input: Input<'settings.getBusiness'> = {}, options?: CallOptions): Promise<Schema<'BusinessSettings'>> =>
      request('get', '/v1/settings/business', input, options),

    /** Changes what is given. */
    updateBusiness: (input: Input<'settings.updateBusiness'>, options?: CallOptions): Promise<Schema<'BusinessSettings'>> =>
      request('patch', '/v1/settings/business', input, options),
  }
}

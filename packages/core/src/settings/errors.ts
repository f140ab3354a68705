import { defineErrors } from '../foundation/index.js'

export const settingsErrors = defineErrors({
  settings_changed_meanwhile: { kind: 'conflict', message: 'Somebody changed these settings since you read them. Read them again.' },
  image_unreadable: { kind: 'invalid', message: 'That is no PNG, JPEG or WebP image.' },
  image_too_large: { kind: 'invalid', message: 'The image is larger than 512 KB, or than 4,000 pixels a side.' },
  image_not_found: { kind: 'not_found', message: 'There is no such image.' },
})

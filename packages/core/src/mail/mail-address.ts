import { text } from '../foundation/index.js'

// Stricter than RFC 5322, which allows quotes and comments that mail servers read differently.
const shape = /^[^\s<>()[\]\\,;:@"\u0000-\u001f\u007f-\u009f]{1,64}@(?=.{1,255}$)[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?)*$/u

/** One mailbox that a mail can go to. */
export const MailAddress = text(320, 3).refine((address) => shape.test(address), { message: 'Not an address that mail can be sent to.' }).meta({ example: 'maya@example.com' })

/** The domain of an address, in small letters. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { randomBytes } from './crypto.js'
import { defineErrors } from './errors.js'

/** Keeps secrets that must be read again: signing secrets, passwords of mail servers. The key stays outside the database. */
export type Vault = {
  /** AES-256-GCM. `purpose` is bound in: a sealed text opens under the same purpose only. */
  seal(text: string, purpose: string): string
  /** Throws `vault_sealed` where another key sealed it, or it was changed. */
  open(sealed: string, purpose: string): string
}

export const vaultErrors = defineErrors({
  vault_missing: { kind: 'unavailable', message: 'No secret key is set, so secrets cannot be kept. Set one for the kit.' },
  vault_sealed: { kind: 'unavailable', message: 'A stored secret was sealed with another secret key.' },
})

/** A vault under a secret of at least 32 characters; without one it refuses to keep anything. */
export function createVault(secret: string | undefined): Vault {
  if (secret === undefined) {
    const missing = () => {
      throw vaultErrors.vault_missing()
    }
    return { seal: missing, open: missing }
  }
  if (secret.length < 32) throw new Error('The secret key must have at least 32 characters.')
  const key = Buffer.from(hkdfSync('sha256', secret, 'startupkit', 'vault', 32))
  return {
    seal(text, purpose) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, purpose) {
      try {
        const bytes = Buffer.from(sealed.slice(3), 'base64url')
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch (error) {
        throw vaultErrors.vault_sealed({}, { cause: error })
      }
    },
  }
}

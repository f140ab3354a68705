import { StartupKitError } from '@startupkit/sdk'
import type { MessageKey } from '../locales/en.js'

/** A failure in a visitor's words, and whether asking again may help. */
export function failureOf(problem: unknown): { code: string; text: MessageKey; mayPass: boolean } {
  if (!(problem instanceof StartupKitError)) return { code: 'unknown', text: 'failed_server', mayPass: true }
  const { code, kind } = problem
  if (kind === 'connection' || kind === 'timeout') return { code, text: 'failed_connection', mayPass: true }
  if (kind === 'limited') return { code, text: 'failed_limited', mayPass: true }
  if (kind === 'unauthenticated' || kind === 'forbidden') return { code, text: 'failed_refused', mayPass: false }
  return { code, text: 'failed_server', mayPass: true }
}

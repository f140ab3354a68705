import * as z from 'zod'
import { Instant, text } from '../../foundation/index.js'
import { facts, type MailBlock } from '../blocks.js'
import type { MailText } from '../define-mail.js'

/** A name or a short word of somebody's own. */
export const Words = text(200)

/** When and from where something was done to somebody's account. */
export const happening = { at: Instant, device: Words.optional(), address: Words.optional() }

/** What templates that tell of such a thing call its facts. */
export const happeningWords = {
  en: { at: 'When', device: 'Device', address: 'Network address' },
  de: { at: 'Wann', device: 'Gerät', address: 'Netzadresse' },
  es: { at: 'Cuándo', device: 'Dispositivo', address: 'Dirección de red' },
  fr: { at: 'Quand', device: 'Appareil', address: 'Adresse réseau' },
  pt: { at: 'Quando', device: 'Dispositivo', address: 'Endereço de rede' },
  ja: { at: '日時', device: '端末', address: 'ネットワークアドレス' },
  ar: { at: 'الوقت', device: 'الجهاز', address: 'عنوان الشبكة' },
} as const

type Happened = MailText<{ at: string; device?: string | undefined; address?: string | undefined }, { at: string; device: string; address: string }>

export const happeningFacts = ({ t, when, data }: Pick<Happened, 't' | 'when' | 'data'>): MailBlock =>
  facts([
    { label: t('at'), value: when(data.at) },
    { label: t('device'), value: data.device },
    { label: t('address'), value: data.address },
  ])

export const Minutes = z.int().min(1).max(100_000)

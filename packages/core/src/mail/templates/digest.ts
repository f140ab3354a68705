import * as z from 'zod'
import { Instant, text } from '../../foundation/index.js'
import { button, facts, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'

/** What a member has not read yet, once a day; `more` is how many did not fit. */
export const digest = defineMail({
  name: 'digest',
  summary: 'The daily summary of what a member has not read.',
  choice: true,
  usefulMs: 86_400_000,
  data: z.strictObject({ items: z.array(z.strictObject({ title: text(300, 1), text: text(600), at: Instant, url: MailUrl })).min(1).max(50), more: z.int().min(0), url: MailUrl }),
  sample: {
    items: [
      { title: 'A payment failed', text: 'The subscription of Devan Pillai could not be charged.', at: '2026-03-02T09:14:00Z', url: 'https://app.example.com/w/acme/contacts/con_1' },
      { title: 'Two contacts may be one person', text: 'Maya Okafor and M. Okafor.', at: '2026-03-02T11:40:00Z', url: 'https://app.example.com/w/acme/contacts/review' },
    ],
    more: 3, url: 'https://app.example.com/w/acme',
  },
  words: {
    en: { subject: '{count} new at {business}', title: 'Since yesterday', more: 'And {count} more.', go: 'Open the dashboard', why: 'This summary comes once a day, when there is something in it. In your settings you choose what and when.' },
    de: { subject: '{count} neu bei {business}', title: 'Seit gestern', more: 'Und {count} weitere.', go: 'Dashboard öffnen', why: 'Diese Übersicht kommt einmal am Tag, wenn es etwas gibt. Was und wann, wählen Sie in Ihren Einstellungen.' },
    es: { subject: '{count} novedades en {business}', title: 'Desde ayer', more: 'Y {count} más.', go: 'Abrir el panel', why: 'Este resumen llega una vez al día, cuando hay algo. En tus ajustes eliges qué y cuándo.' },
    fr: { subject: '{count} nouveautés chez {business}', title: 'Depuis hier', more: 'Et {count} de plus.', go: 'Ouvrir le tableau de bord', why: 'Ce résumé arrive une fois par jour, quand il y a du nouveau. Vos réglages disent quoi et quand.' },
    pt: { subject: '{count} novidades em {business}', title: 'Desde ontem', more: 'E mais {count}.', go: 'Abrir o painel', why: 'Este resumo chega uma vez por dia, quando há algo. Nas configurações você escolhe o quê e quando.' },
    ja: { subject: '{business} の新着 {count} 件', title: '昨日からの新着', more: 'ほか {count} 件。', go: 'ダッシュボードを開く', why: 'このまとめは、新着があるときに 1 日 1 回届きます。内容と時刻は設定で選べます。' },
    ar: { subject: '{count} جديد في {business}', title: 'منذ الأمس', more: 'و{count} غير ذلك.', go: 'فتح لوحة التحكم', why: 'يصل هذا الملخص مرة في اليوم عند وجود جديد. يمكنك اختيار المحتوى والوقت من إعداداتك.' },
  },
  subject: ({ t, data, brand }) => t('subject', { count: data.items.length + data.more, business: brand.name }),
  preheader: ({ data, person }) => person(data.items[0]!.title),
  body: ({ t, data, when, person }) => [
    heading(t('title')),
    facts(data.items.map(({ title, text: says, at }) => ({ label: person(title), value: [person(says), when(at)].filter(Boolean).join(' · ') }))),
    ...(data.more > 0 ? [paragraph(t('more', { count: data.more }))] : []),
    button(t('go'), data.url),
    note(t('why')),
  ],
})

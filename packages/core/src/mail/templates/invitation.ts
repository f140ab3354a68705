import * as z from 'zod'
import { button, facts, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { Words } from './parts.js'

/** `workspace` and `role` as people read them, `days` for how long the link works. */
export const invitation = defineMail({
  name: 'invitation',
  summary: 'A member invites somebody to work for the business.',
  usefulMs: 7 * 86_400_000,
  data: z.strictObject({ url: MailUrl, workspace: Words, role: Words, inviter: Words.nullable(), days: z.int().min(1).max(365) }),
  sample: { url: 'https://app.example.com/invitation?token=sample', workspace: 'Acme Studio', role: 'Support', inviter: 'Maya Okafor', days: 7 },
  words: {
    en: { subject: 'Join {workspace}', title: 'You are invited to {workspace}', intro: '{inviter} would like you to work with them at {workspace}.', introNobody: 'You are invited to work at {workspace}.', role: 'Your role', go: 'Accept the invitation', days: 'The invitation is open for {days} days.', not: 'If you know nobody there, ignore this mail. Nothing happens until you accept.' },
    de: { subject: 'Einladung zu {workspace}', title: 'Sie sind zu {workspace} eingeladen', intro: '{inviter} möchte mit Ihnen bei {workspace} zusammenarbeiten.', introNobody: 'Sie sind eingeladen, bei {workspace} mitzuarbeiten.', role: 'Ihre Rolle', go: 'Einladung annehmen', days: 'Die Einladung gilt {days} Tage.', not: 'Kennen Sie dort niemanden, ignorieren Sie diese Mail. Solange Sie nicht annehmen, geschieht nichts.' },
    es: { subject: 'Únete a {workspace}', title: 'Te han invitado a {workspace}', intro: '{inviter} quiere que trabajéis juntos en {workspace}.', introNobody: 'Te han invitado a trabajar en {workspace}.', role: 'Tu función', go: 'Aceptar la invitación', days: 'La invitación sirve durante {days} días.', not: 'Si no conoces a nadie allí, ignora este correo. No ocurre nada hasta que aceptes.' },
    fr: { subject: 'Rejoignez {workspace}', title: 'Vous êtes invité à rejoindre {workspace}', intro: '{inviter} souhaite travailler avec vous chez {workspace}.', introNobody: 'Vous êtes invité à travailler chez {workspace}.', role: 'Votre rôle', go: 'Accepter l’invitation', days: 'L’invitation est valable {days} jours.', not: 'Si vous n’y connaissez personne, ignorez ce message. Rien ne se passe tant que vous n’acceptez pas.' },
    pt: { subject: 'Participe de {workspace}', title: 'Você foi convidado para {workspace}', intro: '{inviter} quer trabalhar com você em {workspace}.', introNobody: 'Você foi convidado a trabalhar em {workspace}.', role: 'Sua função', go: 'Aceitar o convite', days: 'O convite vale por {days} dias.', not: 'Se você não conhece ninguém lá, ignore este e-mail. Nada acontece até você aceitar.' },
    ja: { subject: '{workspace} への招待', title: '{workspace} に招待されました', intro: '{inviter} さんがあなたを {workspace} に招待しています。', introNobody: '{workspace} に招待されました。', role: '役割', go: '招待を受ける', days: '招待の有効期間は {days} 日です。', not: '心当たりがない場合は、このメールを無視してください。承諾するまで何も起こりません。' },
    ar: { subject: 'انضم إلى {workspace}', title: 'أنت مدعو إلى {workspace}', intro: 'يود {inviter} أن تعمل معه في {workspace}.', introNobody: 'أنت مدعو للعمل في {workspace}.', role: 'دورك', go: 'قبول الدعوة', days: 'الدعوة صالحة لمدة {days} يومًا.', not: 'إن كنت لا تعرف أحدًا هناك فتجاهل هذه الرسالة. لن يحدث شيء حتى تقبل.' },
  },
  subject: ({ t, data, person }) => t('subject', { workspace: person(data.workspace) }),
  body: ({ t, data, person }) => [
    heading(t('title', { workspace: person(data.workspace) })),
    paragraph(data.inviter ? t('intro', { inviter: person(data.inviter), workspace: person(data.workspace) }) : t('introNobody', { workspace: person(data.workspace) })),
    facts([{ label: t('role'), value: person(data.role) }]),
    button(t('go'), data.url),
    paragraph(t('days', { days: data.days })),
    note(t('not')),
  ],
})

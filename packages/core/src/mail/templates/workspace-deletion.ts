import * as z from 'zod'
import { Instant } from '../../foundation/index.js'
import { button, facts, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { Words } from './parts.js'

/** `deletedAt`: when the workspace is gone for good, where its deletion was asked for. */
export const workspaceDeletion = defineMail({
  name: 'workspace_deletion',
  summary: 'The deletion of a workspace was asked for, or called off.',
  usefulMs: 7 * 86_400_000,
  data: z.strictObject({ change: z.enum(['requested', 'cancelled']), workspace: Words, by: Words.nullable(), deletedAt: Instant.nullable(), url: MailUrl.optional() }),
  sample: { change: 'requested', workspace: 'Acme Studio', by: 'Maya Okafor', deletedAt: '2026-03-16T09:14:00Z', url: 'https://app.example.com/settings/workspace' },
  words: {
    en: { requested: '{workspace} will be deleted', cancelled: '{workspace} stays', introRequested: 'Somebody asked to delete the workspace {workspace} with everything in it. Until then a final export can be downloaded, and it can be called off.', introCancelled: 'The deletion of the workspace {workspace} was called off. Nothing was lost.', by: 'Asked for by', at: 'Deleted on', go: 'Look at the workspace', not: 'If you did not expect this, talk to the other owners today.' },
    de: { requested: '{workspace} wird gelöscht', cancelled: '{workspace} bleibt bestehen', introRequested: 'Es wurde angefordert, den Arbeitsbereich {workspace} mit allem darin zu löschen. Bis dahin kann ein letzter Export geladen und die Löschung widerrufen werden.', introCancelled: 'Die Löschung des Arbeitsbereichs {workspace} wurde widerrufen. Nichts ging verloren.', by: 'Angefordert von', at: 'Gelöscht am', go: 'Arbeitsbereich ansehen', not: 'Kommt das für Sie unerwartet, sprechen Sie noch heute mit den anderen Inhabern.' },
    es: { requested: 'Se borrará {workspace}', cancelled: '{workspace} se queda', introRequested: 'Se ha pedido borrar el espacio {workspace} con todo lo que contiene. Hasta entonces se puede descargar una última exportación y anular el borrado.', introCancelled: 'Se ha anulado el borrado del espacio {workspace}. No se ha perdido nada.', by: 'Pedido por', at: 'Se borra el', go: 'Ver el espacio', not: 'Si no lo esperabas, habla hoy mismo con los demás propietarios.' },
    fr: { requested: '{workspace} va être supprimé', cancelled: '{workspace} est conservé', introRequested: 'La suppression de l’espace {workspace} et de tout son contenu a été demandée. D’ici là, un dernier export peut être téléchargé et la suppression annulée.', introCancelled: 'La suppression de l’espace {workspace} a été annulée. Rien n’a été perdu.', by: 'Demandée par', at: 'Supprimé le', go: 'Voir l’espace', not: 'Si vous ne vous y attendiez pas, parlez-en aujourd’hui aux autres propriétaires.' },
    pt: { requested: '{workspace} será excluído', cancelled: '{workspace} continua', introRequested: 'Foi pedida a exclusão do espaço {workspace} com tudo o que há nele. Até lá, é possível baixar uma última exportação e cancelar a exclusão.', introCancelled: 'A exclusão do espaço {workspace} foi cancelada. Nada se perdeu.', by: 'Pedido por', at: 'Excluído em', go: 'Ver o espaço', not: 'Se você não esperava isto, fale hoje mesmo com os outros proprietários.' },
    ja: { requested: '{workspace} は削除されます', cancelled: '{workspace} の削除は取り消されました', introRequested: 'ワークスペース {workspace} とその中身すべての削除が申請されました。それまでは最終エクスポートのダウンロードと取り消しができます。', introCancelled: 'ワークスペース {workspace} の削除は取り消されました。失われたものはありません。', by: '申請者', at: '削除日時', go: 'ワークスペースを見る', not: '心当たりがない場合は、今日中にほかのオーナーに確認してください。' },
    ar: { requested: 'سيُحذف {workspace}', cancelled: 'سيبقى {workspace}', introRequested: 'طلب أحدهم حذف مساحة العمل {workspace} بكل ما فيها. وحتى ذلك الحين يمكن تنزيل تصدير أخير ويمكن إلغاء الحذف.', introCancelled: 'أُلغي حذف مساحة العمل {workspace}. لم يُفقد شيء.', by: 'طلبه', at: 'تاريخ الحذف', go: 'عرض مساحة العمل', not: 'إن لم تتوقع ذلك فتحدث اليوم إلى المالكين الآخرين.' },
  },
  subject: ({ t, data, person }) => t(data.change, { workspace: person(data.workspace) }),
  body: ({ t, when, data, person }) => [
    heading(t(data.change, { workspace: person(data.workspace) })),
    paragraph(t(data.change === 'requested' ? 'introRequested' : 'introCancelled', { workspace: person(data.workspace) })),
    facts([
      { label: t('by'), value: data.by && person(data.by) },
      { label: t('at'), value: data.change === 'requested' && data.deletedAt ? when(data.deletedAt) : null },
    ]),
    ...(data.url ? [button(t('go'), data.url)] : []),
    note(t('not')),
  ],
})

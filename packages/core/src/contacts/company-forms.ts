import { fold } from './name-forms.js'

const atTheEnd = new Set(
  `inc incorporated corp corporation co company ltd limited llc llp lllp lp plc pllc pc pbc pty pvt private pte pteltd sdn bhd cic cio
   gmbh ggmbh mbh ag kg kgaa ohg gbr ug haftungsbeschrankt ek ekfm ev eg se kommanditgesellschaft aktiengesellschaft
   sa sas sasu sarl eurl sci snc scop scs sca spa srl srls sapa scarl scrl sl slu sau slp sll slne
   bv nv vof cv bvba sprl oy oyj ab hb as asa aps ivs ks ehf hf
   kft zrt nyrt bt kkt sro spol spzoo zoo spk spj doo dd ad ood eood ead sia uab ou oue
   lda ltda eireli eirl sac saa sapi kk gk yk pjsc ojsc cjsc jsc oao ooo zao pao ao тов ооо оао зао пао ао tbk
   ae epe ike sti wll fze fzco fzc dmcc saog saoc psc pvtltd
   株式会社 有限会社 合同会社 有限公司 股份有限公司 주식회사 유한회사`.split(/\s+/).map(fold),
)
const severalWords = ['sa de cv', 's de rl de cv', 's de rl', 'sapi de cv', 'sp z oo', 'spol s ro', 'anonim sirketi', 'limited sirketi', 'kabushiki kaisha', 'godo kaisha', 'naamloze vennootschap', 'besloten vennootschap']
const atTheStart = new Set('pt cv ooo oao zao pao ao ооо оао зао пао ао тов uab sia'.split(' ').map(fold))
const glued = new RegExp(`^(?:${['株式会社', '有限会社', '合同会社', '주식회사', '유한회사'].map(fold).join('|')})|(?:${['株式会社', '有限会社', '合同会社', '股份有限公司', '有限公司', '주식회사', '유한회사'].map(fold).join('|')})$`, 'u')
const joining = new Set(['&', '+', 'and', 'und', 'et', 'y', 'og', 'och', 'en'])

/** A company's name in lower case without its legal form, so that `Kern GmbH & Co. KG` and `KERN` are one. Empty where there is none. */
export function readCompany(text: string | null | undefined): string {
  if (!text) return ''
  // `S.p.A.`, `A/S` and `s. r. o.` are words of their own: their letters are joined before dots become blanks.
  const joined = fold(text).replace(/(?<!\p{L})(?:\p{L}[./]\s?)+\p{L}(?![\p{L}\p{N}])/gu, (form) => form.replace(/[./\s]/g, ''))
  let words = joined.split(/[^\p{L}\p{N}&+]+/u).filter(Boolean).map((word) => word.replace(glued, '') || word)
  if (words.length > 1 && atTheStart.has(words[0]!)) words = words.slice(1)
  for (let size = formAtEnd(words); size > 0; size = formAtEnd(words)) words = words.slice(0, -size)
  return words.join(' ')
}

function formAtEnd(words: string[]): number {
  if (words.length < 2) return 0
  const several = severalWords.find((form) => words.length > form.split(' ').length && words.join(' ').endsWith(` ${form}`))
  if (several) return several.split(' ').length
  for (let size = Math.min(4, words.length - 1); size > 1; size--) {
    const tail = words.slice(-size)
    if (tail.every((word) => word.length === 1) && atTheEnd.has(tail.join(''))) return size
  }
  const last = words.at(-1)!
  const before = words.at(-2)!
  if (!atTheEnd.has(last)) return 0
  return joining.has(before) && words.length > 2 ? 2 : 1
}

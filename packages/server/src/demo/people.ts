import type { Chance } from './random.js'

const firstNames =
  'Maya Priya Jonas Ruth Camille Tomás Amara Henrik Yuki Leila Oskar Ines Noah Zainab Felix Mei Diego Hannah Omar Sofia Lukas Aisha Marek Chloé Ravi Elena Samuel Nadia Piotr Grace Kofi Linnea Marco Thandi Arjun Beatriz Callum Dalia Emre Freya Goran Hiroko Isla Jamal Katya Liam Mireille Nils Olga Paulo Rosa Stefan Tara Umar Vera Wanjiru Xin Yara Zoltan Anneke'.split(' ')
const lastNames =
  'Okafor Raman Weber Adeyemi Durand Herrera Mensah Lindqvist Tanaka Haddad Novak Carvalho Brooks Bello Fischer Chen Morales Brandt Farouk Rossi Keller Rahman Kowalski Laurent Nair Petrova Osei Ibrahim Zielinski Whitfield Asante Berg Conti Dlamini Kapoor Silva Murray Aziz Yilmaz Larsen Jovanović Sato Sinclair Carter Ivanova Byrne Fontaine Holm Sokolova Santos Vidal Schmid Gallagher Siddiqui Kuznetsova Kamau Wu Khalil Horváth Visser'.split(' ')
const trades = [
  ['Bakery', 'bakes'], ['Studio', 'design'], ['Dental', 'dental'], ['Architects', 'build'], ['Bicycles', 'ride'], ['Ceramics', 'clay'], ['Florists', 'bloom'], ['Coffee', 'brew'], ['Press', 'print'], ['Garage', 'motors'],
  ['Clinic', 'care'], ['Optics', 'see'], ['Yoga', 'calm'], ['Catering', 'table'], ['Joinery', 'wood'], ['Records', 'sound'], ['Gardens', 'green'], ['Legal', 'law'], ['Textiles', 'weave'], ['Outdoors', 'trail'],
] as const
const houses = 'Juniper Marlow Harbour Copper Willow North Fieldstone Saffron Blue Heron Quarry Linden Maple Orchard Tidewater Meadow Amber Foundry Lantern Wren Cobalt Thistle Granary Silver Birch'.split(' ')

const homes = [
  ['US', '+1 212 555 01', 46], ['GB', '+44 20 7946 0', 14], ['DE', '+49 30 901820', 12], ['FR', '+33 1 99 00 1', 8], ['ES', '+34 91 123 4', 6], ['IE', '+353 1 554 0', 5], ['NL', '+31 20 555 0', 5], ['JP', '+81 3 5550 0', 2], ['SE', '+46 8 555 00', 2],
] as const

export type Person = {
  reference: string
  name: string | null
  company: string | null
  emails: string[]
  phones: string[]
  country: string
  tags: string[]
  touch: { at: number; channel: string; referrer?: string; page: string; campaign?: string; referralCode?: string }
  visitorId: string
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z]+/g, '-')
const two = (n: number) => String(n % 100).padStart(2, '0')

type Way = { channel: string; page: string; referrer?: string; campaign?: string }
const ways: readonly (readonly [Way, number])[] = [
  [{ channel: 'Google search', referrer: 'https://www.google.com/', page: '/pricing' }, 34],
  [{ channel: 'Direct', page: '/' }, 18],
  [{ channel: 'Partner', referrer: 'https://ledgerfriends.example/', page: '/partners' }, 9],
  [{ channel: 'Newsletter', page: '/guides/cash-flow', campaign: 'cash-flow-2026' }, 12],
  [{ channel: 'LinkedIn', referrer: 'https://www.linkedin.com/', page: '/guides/year-end', campaign: 'year-end' }, 13],
  [{ channel: 'Referral', page: '/welcome' }, 14],
]

/** One believable customer of a bookkeeping practice. `n` makes addresses unique. */
export function inventPerson(chance: Chance, n: number, at: number): Person {
  const name = `${firstNames[(n * 7 + chance.between(0, 2)) % firstNames.length]} ${lastNames[(n * 13 + Math.floor(n / lastNames.length)) % lastNames.length]}`
  const [trade, word] = chance.pick(trades)
  const company = chance.happens(0.86) ? `${chance.pick(houses)} ${chance.happens(0.25) ? `& ${chance.pick(houses)} ` : ''}${trade}` : null
  const [country, prefix] = chance.weighted(homes.map((home) => [home, home[2]] as const))
  const domain = company ? `${plain(company)}-${word}.example` : 'post.example'
  const way = chance.weighted(ways)
  const seen = at - chance.between(0, 9) * 86_400_000 - chance.between(1, 20) * 3_600_000
  return {
    reference: `demo:${n}`,
    name,
    company,
    emails: [`${plain(name.split(' ')[0]!)}.${plain(name.split(' ')[1]!)}${n > 400 ? n : ''}@${domain}`],
    phones: chance.happens(0.55) ? [`${prefix}${two(n)}`] : [],
    country,
    tags: [...(chance.happens(0.18) ? ['vip'] : []), ...(chance.happens(0.3) ? [plain(trade)] : []), ...(chance.happens(0.12) ? ['newsletter'] : [])],
    touch: { at: seen, ...way, ...(way.channel === 'Referral' && { referralCode: `FRIEND${two(n)}` }) },
    visitorId: `v_${(n * 7919 + 104_729).toString(36)}`,
  }
}

import type { IconName } from '../parts/icon.js'
import { opensPage, type Held } from '../rights.js'
import type { PageName } from '../routes.js'

type Target = Exclude<PageName, 'nowhere'>
export type Place = { name: string; page: Target; icon: IconName; covers: readonly PageName[]; below?: readonly { name: string; page: Target; covers: readonly PageName[] }[] }

/** The rail: only what there is. */
export const places: readonly Place[] = [
  {
    name: 'Revenue', page: 'revenue', icon: 'bars', covers: ['revenue', 'transactions', 'transaction'],
    below: [
      { name: 'Overview', page: 'revenue', covers: ['revenue'] },
      { name: 'Transactions', page: 'transactions', covers: ['transactions', 'transaction'] },
    ],
  },
  {
    name: 'Contacts', page: 'contacts', icon: 'people', covers: ['contacts', 'contact', 'reviews'],
    below: [
      { name: 'All contacts', page: 'contacts', covers: ['contacts', 'contact'] },
      { name: 'Merge review', page: 'reviews', covers: ['reviews'] },
    ],
  },
  { name: 'Import', page: 'imports', icon: 'upload', covers: ['imports', 'import'] },
  { name: 'Settings', page: 'settings', icon: 'gear', covers: ['settings'] },
]

/** Those that somebody's role opens. */
export const placesFor = (held: Held): Place[] =>
  places.flatMap(({ below, ...place }) => {
    const open = below?.filter((one) => opensPage(held, one.page))
    if (open === undefined) return opensPage(held, place.page) ? [place] : []
    return open[0] ? [{ ...place, page: open[0].page, below: open }] : []
  })

/** On a phone: what the thumb reaches. The rest is behind the dots at the top. */
export const tabs: readonly { name: string; page: Target; icon: IconName; covers: readonly PageName[] }[] = [
  { name: 'Revenue', page: 'revenue', icon: 'bars', covers: ['revenue'] },
  { name: 'Transactions', page: 'transactions', icon: 'list', covers: ['transactions', 'transaction'] },
  { name: 'Contacts', page: 'contacts', icon: 'people', covers: ['contacts', 'contact'] },
  { name: 'Review', page: 'reviews', icon: 'merge', covers: ['reviews'] },
  { name: 'Import', page: 'imports', icon: 'upload', covers: ['imports', 'import'] },
]

/** A name as an address can carry it: "Larkspur Bücher & Co" → "larkspur-bucher-co". */
export const slugOf = (name: string): string => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 63).replace(/-+$/, '') || 'business'

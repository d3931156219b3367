/** How names, days, numbers and words of the codebook are shown. */

/** A word of the codebook as it is read: "air_strike" → "air strike". */
export function plain(word: string): string {
  return word.replaceAll('_', ' ')
}

/** The first letter large. */
export function capital(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32)
  return first.toLocaleUpperCase('en') + text.slice(first.length)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const INSTANT = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/

/** A day or moment in short: "2016-12-11" → "11 Dec 2016", "2016-12-11T16:05:00Z" → "11 Dec 2016 16:05"; EDTF beyond that as it is. */
export function day(iso: string | null | undefined): string {
  if (!iso) return '?'
  if (iso.includes('/')) return iso.split('/').map((part) => day(part || '..')).join(' – ')
  const parts = INSTANT.exec(iso)
  if (!parts) return iso === '..' ? '…' : iso
  const [, year, month, date, time] = parts
  const name = month ? (MONTHS[Number(month) - 1] ?? month) : ''
  return [date && String(Number(date)), name, year, time && time !== '00:00' ? time : ''].filter(Boolean).join(' ')
}

/** Days from one to another: one day once, an open end as "…". */
export function days(first: string | null, last: string | null): string {
  if (!first && !last) return 'undated'
  if (first === last) return day(first)
  return `${first ? day(first) : '…'} – ${last ? day(last) : '…'}`
}

const NUMBERS = new Intl.NumberFormat('en')
/** A number with thousands marked. */
export function number(n: number | null | undefined): string {
  return n === null || n === undefined ? '?' : NUMBERS.format(n)
}

const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
/** A number for a small space: 12 345 → "12.3K". */
export function short(n: number): string {
  return n < 1000 ? String(n) : SHORT.format(n)
}

/** "1 report", "3 reports". */
export function many(n: number, one: string, more = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : more}`
}

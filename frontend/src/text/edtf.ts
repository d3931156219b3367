/** Time spans in the plain forms of EDTF: a year, a month, a day, or two of these with a stroke between; "..": open. */

const DAY_MS = 86_400_000
const FORM = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?[~?%]?$/

/** Days since 1970 of the first and the last day that a span holds; an open side is null. Null: not in a plain form. */
export function spanOf(words: string | null): { first: number | null; last: number | null } | null {
  if (!words) return null
  const parts = words.split('/')
  if (parts.length > 2) return null
  const [from, to] = [parts[0] ?? '', parts[1] ?? parts[0] ?? ''].map((part) => (part === '' || part === '..' ? null : piece(part)))
  if (from === undefined || to === undefined || (from === null && to === null)) return null
  return { first: from?.first ?? null, last: to?.last ?? null }
}

function piece(part: string): { first: number; last: number } | undefined {
  const found = FORM.exec(part)
  if (!found) return undefined
  const [year, month, date] = [Number(found[1]), found[2] ? Number(found[2]) - 1 : null, found[3] ? Number(found[3]) : null]
  if ((month ?? 0) > 11 || (date ?? 1) > 31 || date === 0 || month === -1) return undefined
  const first = Date.UTC(year, month ?? 0, date ?? 1) / DAY_MS
  if (date !== null) return { first, last: first }
  const next = month === null ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month + 1, 1)
  return { first, last: next / DAY_MS - 1 }
}

/** Days since 1970 of an ISO day ("2016-12-11", a moment's time is left out). */
export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00Z`) / DAY_MS)
}

/** The ISO day of a number of days since 1970. */
export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** Two days as EDTF: one day once. */
export function spanWords(first: number, last: number): string {
  return first === last ? isoDay(first) : `${isoDay(first)}/${isoDay(last)}`
}

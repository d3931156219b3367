/** Where low, best and high stand on a bar of figures. Pure. */

export interface Numbers {
  low: number | null
  best: number | null
  high: number | null
}

export interface Range {
  /** 0 to 100: where the bar begins and ends, and where the best figure stands. */
  from: number
  to: number
  best: number | null
  /** Nothing says how many at least, or at most. */
  openLow: boolean
  openHigh: boolean
}

/** The largest number that any of the figures names; at least 10, so that small figures look small. */
export function largest(all: Iterable<Numbers>): number {
  let most = 10
  for (const { low, best, high } of all) most = Math.max(most, low ?? 0, best ?? 0, high ?? 0)
  return most
}

/** Part of the bar, 0 to 100, at which a number stands: by its logarithm, for figures of one list run from 1 to thousands. */
export function place(n: number, most: number): number {
  return (100 * Math.log1p(Math.max(0, Math.min(n, most)))) / Math.log1p(most)
}

/** The figure on a bar that ends at `most`; null where it names no number. */
export function range({ low, best, high }: Numbers, most: number): Range | null {
  const given = [low, best, high].filter((n): n is number => n !== null)
  if (given.length === 0) return null
  const openLow = low === null && best === null
  const from = openLow ? 0 : place(low ?? (best as number), most)
  const to = high === null ? 100 : place(high, most)
  return { from, to: Math.max(from, to), best: best === null ? null : place(best, most), openLow, openHigh: high === null }
}

/** A number in words as the codebook's table reads it (section 4): a first proposal, for a person to confirm. Pure. */

export interface Reading {
  low: number | null
  best: number | null
  high: number | null
  comparator: string | null
  approximate: boolean
}

const SMALL: Record<string, number> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(' ').map((w, n) => [w, n]),
)
Object.assign(SMALL, { a: 1, an: 1, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, dozen: 12, pair: 2, couple: 2, twin: 2 })
const LARGE: Record<string, number> = { hundred: 100, thousand: 1000, million: 1_000_000 }
/** "dozens": at least as many as the table says. */
const VAGUE: [RegExp, number][] = [
  [/\bhundreds of thousands\b/, 200_000], [/\btens of thousands\b/, 20_000], [/\bmillions\b/, 2_000_000], [/\bthousands\b/, 2000], [/\bhundreds\b/, 200],
  [/\bscores\b/, 40], [/\bdozens\b/, 24], [/\btens\b/, 20], [/\b(several|a few|many|multiple|a number of)\b/, 3],
]
const CUES: [RegExp, string][] = [
  [/\b(at least|or more|no fewer than|no less than|minimum of)\b/, 'ge'], [/\b(more than|over|above|in excess of|upwards of)\b/, 'gt'],
  [/\b(up to|as many as|no more than|at most|maximum of)\b/, 'le'], [/\b(fewer than|less than|under|below)\b/, 'lt'],
]
const NEARLY = /\b(nearly|almost|close to)\b/
const ABOUT = /\b(about|around|some|roughly|approximately|an estimated|circa)\b|~/
const NUMBER = /\d[\d,.  ]*\d|\d/g

/** What the words say; null where no number is found in them. */
export function readNumber(words: string): Reading | null {
  const text = words.toLocaleLowerCase('en')
  const numbers = digits(text)
  if (numbers.length >= 2 && /\b(between|to|and|-)\b|[-–—]/.test(text)) {
    const [a, b] = [numbers[0] as number, numbers[1] as number].sort((x, y) => x - y) as [number, number]
    return { low: a, best: a === b ? a : null, high: b, comparator: null, approximate: false }
  }
  const n = numbers[0] ?? spelled(text)
  const cue = CUES.find(([pattern]) => pattern.test(text))?.[1] ?? null
  if (numbers.length === 0) {
    const vague = VAGUE.find(([pattern]) => pattern.test(text))
    if (vague) return { low: vague[1], best: vague[1], high: null, comparator: cue, approximate: false }
  }
  if (n === null) return null
  if (NEARLY.test(text)) return { low: n, best: n, high: n, comparator: 'lt', approximate: true }
  if (cue === 'ge' || cue === 'gt') return { low: n, best: n, high: null, comparator: cue, approximate: false }
  if (cue === 'le' || cue === 'lt') return { low: 0, best: null, high: n, comparator: cue, approximate: false }
  return { low: n, best: n, high: n, comparator: null, approximate: ABOUT.test(text) }
}

function digits(text: string): number[] {
  return [...text.matchAll(NUMBER)].map((m) => {
    const grouped = m[0].replace(/[,.  ](?=\d{3}(?!\d))/g, '').replace(',', '.')
    const n = Number(grouped)
    const word = /^\s*(hundred|thousand|million)\b/.exec(text.slice(m.index + m[0].length))?.[1]
    return n * (word ? (LARGE[word] as number) : 1)
  }).filter(Number.isFinite)
}

function spelled(text: string): number | null {
  if (/\b(no|none|nobody)\b/.test(text)) return 0
  let total = 0
  let part: number | null = null
  let found = false
  for (const word of text.match(/[a-z]+/g) ?? []) {
    if (word in LARGE && part !== null) {
      part *= LARGE[word] as number
      if (word !== 'hundred') {
        total += part
        part = null
      }
    } else if (word === 'dozen') part = (part ?? 1) * 12
    else if (word in SMALL) part = (part === 1 && (word === 'pair' || word === 'couple') ? 0 : (part ?? 0)) + (SMALL[word] as number)
    else if (word === 'and') continue
    else if (found && part !== null) break
    found ||= part !== null
  }
  return found || total ? total + (part ?? 0) : null
}

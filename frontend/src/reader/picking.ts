/** Selecting words by keyboard: which words a key selects. Pure; offsets in UTF-16 units. */

export interface Range {
  start: number
  end: number
}
/** What is selected: from one word to another, either of which may come first. */
export interface Picked {
  anchor: Range
  focus: Range
}

const REACH = 4000 // units before and after a place that are looked at: a text may be megabytes long without a break

/** The characters from the first to the last of the words picked. */
export function extent({ anchor, focus }: Picked): Range {
  return { start: Math.min(anchor.start, focus.start), end: Math.max(anchor.end, focus.end) }
}

interface Near {
  words: Range[]
  sentences: Range[]
}

/** Words and sentences around a place in the text. */
function near(text: string, at: number, language: string | undefined): Near {
  const from = text.lastIndexOf('\n', Math.max(0, at - REACH / 2)) + 1
  const start = Math.max(at - REACH, Math.min(from, at))
  const part = text.slice(start, at + REACH)
  const locale = safe(language)
  const words: Range[] = []
  for (const w of new Intl.Segmenter(locale, { granularity: 'word' }).segment(part)) {
    if (w.isWordLike) words.push({ start: start + w.index, end: start + w.index + w.segment.length })
  }
  const sentences: Range[] = []
  for (const line of part.matchAll(/[^\n]+/g)) {
    for (const s of new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(line[0])) {
      const begin = start + line.index + s.index + (s.segment.length - s.segment.trimStart().length)
      const end = begin + s.segment.trim().length
      if (end > begin) sentences.push({ start: begin, end })
    }
  }
  return { words, sentences }
}

function safe(language: string | undefined): string | undefined {
  try {
    return language ? Intl.getCanonicalLocales(language)[0] : undefined
  } catch {
    return undefined
  }
}

/** The word at a place, or the next one after it; null in a text without words. */
export function wordAt(text: string, at: number, language?: string): Range | null {
  const { words } = near(text, at, language)
  return words.find((w) => w.end > at) ?? words.at(-1) ?? null
}

/** The sentence around a range; the range itself where there is none. */
export function sentenceAt(text: string, range: Range, language?: string): Range {
  return near(text, range.start, language).sentences.find((s) => s.start <= range.start && s.end > range.start) ?? range
}

export type Move = 'next' | 'previous' | 'sentence' | 'sentence before' | 'first' | 'last'

/** What is picked after a move; `extend` keeps the word that it began with. */
export function moved(text: string, picked: Picked, move: Move, extend: boolean, language?: string): Picked {
  const focus = target(text, picked.focus, move, extend, language)
  return { anchor: extend ? picked.anchor : focus, focus }
}

function target(text: string, from: Range, move: Move, extend: boolean, language?: string): Range {
  const { words, sentences } = near(text, from.start, language)
  if (move === 'next') return words.find((w) => w.start >= from.end) ?? from
  if (move === 'previous') return words.findLast((w) => w.end <= from.start) ?? from
  const at = sentences.findIndex((s) => s.start <= from.start && s.end > from.start)
  const firstIn = (s: Range | undefined): Range | undefined => s && words.find((w) => w.start >= s.start && w.end <= s.end)
  const lastIn = (s: Range | undefined): Range | undefined => s && words.findLast((w) => w.start >= s.start && w.end <= s.end)
  const own = sentences[at]
  if (move === 'first') return firstIn(own) ?? from
  if (move === 'last') return lastIn(own) ?? from
  if (move === 'sentence') {
    const last = lastIn(own)
    if (extend && last && last.start > from.start) return last
    const next = sentences.slice(at + 1).find((s) => firstIn(s))
    return (extend ? lastIn(next) : firstIn(next)) ?? from
  }
  const first = firstIn(own)
  if (first && first.start < from.start) return first
  return firstIn(sentences.slice(0, Math.max(0, at)).findLast((s) => firstIn(s))) ?? from
}

/** The move of a key; null for keys that select nothing. `backwards`: the text is read from right to left. */
export function moveOf(key: string, backwards: boolean): Move | null {
  const keys: Record<string, Move> = {
    ArrowRight: backwards ? 'previous' : 'next', ArrowLeft: backwards ? 'next' : 'previous', ArrowDown: 'sentence', ArrowUp: 'sentence before',
    Home: 'first', End: 'last',
  }
  return keys[key] ?? null
}

/** A range without the spaces at its ends; null where nothing is left. */
export function trimmed(text: string, { start, end }: Range): Range | null {
  const words = text.slice(start, end)
  const from = start + (words.length - words.trimStart().length)
  const to = end - (words.length - words.trimEnd().length)
  return from < to ? { start: from, end: to } : null
}

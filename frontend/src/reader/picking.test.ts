import { describe, expect, it } from 'vitest'
import { extent, moved, moveOf, sentenceAt, trimmed, wordAt, type Move, type Picked } from './picking'

const TEXT = 'IS took Palmyra. The army fled!\n\nMore than 300 died, it said.'
const words = (p: Picked): string => TEXT.slice(extent(p).start, extent(p).end)
const begin = (at = 0): Picked => {
  const word = wordAt(TEXT, at, 'en')
  if (!word) throw new Error('no word')
  return { anchor: word, focus: word }
}
const go = (from: Picked, ...moves: [Move, boolean?][]): string => words(moves.reduce((p, [m, extend]) => moved(TEXT, p, m, extend ?? false, 'en'), from))

describe('selecting by keyboard', () => {
  it.each<[string, [Move, boolean?][], string]>([
    ['the next word', [['next']], 'took'],
    ['more words', [['next'], ['next', true]], 'took Palmyra'],
    ['back over the first', [['next'], ['previous', true]], 'IS took'],
    ['nothing before the first', [['previous']], 'IS'],
    ['the next sentence', [['sentence']], 'The'],
    ['to the end of the sentence', [['sentence', true]], 'IS took Palmyra'],
    ['over a paragraph', [['sentence'], ['sentence']], 'More'],
    ['back to the beginning of the sentence', [['last'], ['sentence before']], 'IS'],
    ['back a sentence', [['sentence'], ['sentence before']], 'IS'],
    ['to the last word', [['last']], 'Palmyra'],
    ['no further than the end', [['sentence'], ['sentence'], ['last'], ['next'], ['sentence']], 'said'],
  ])('%s', (_, moves, wanted) => expect(go(begin(), ...moves)).toBe(wanted))

  it('finds the sentence around words', () => {
    const { start, end } = sentenceAt(TEXT, { start: 37, end: 40 }, 'en')
    expect(TEXT.slice(start, end)).toBe('More than 300 died, it said.')
  })
  it('goes the other way in a text that is read from right to left', () => {
    expect(moveOf('ArrowLeft', true)).toBe('next')
    expect(moveOf('ArrowLeft', false)).toBe('previous')
    expect(moveOf('x', false)).toBeNull()
  })
  it('takes Arabic words, and languages that are none', () => {
    const arabic = 'سيطر التنظيم على تدمر'
    expect(wordAt(arabic, 5, 'ar')).toEqual({ start: 5, end: 12 })
    expect(wordAt(arabic, 5, 'no such language')).toEqual({ start: 5, end: 12 })
    expect(wordAt('… — …', 0)).toBeNull()
  })
  it('leaves out spaces at the ends', () => {
    expect(trimmed('a  bc ', { start: 1, end: 6 })).toEqual({ start: 3, end: 5 })
    expect(trimmed('a  bc ', { start: 1, end: 3 })).toBeNull()
  })
  it('stays quick in a long text', () => {
    const long = 'word '.repeat(1_000_000)
    const before = performance.now()
    expect(wordAt(long, 2_500_000)?.start).toBe(2_500_000)
    expect(performance.now() - before).toBeLessThan(3000) // ms: to cut all of it into words takes many times that
  })
})

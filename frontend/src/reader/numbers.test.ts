import { describe, expect, it } from 'vitest'
import { readNumber } from './numbers'

const read = (words: string): unknown => {
  const r = readNumber(words)
  return r && [r.low, r.best, r.high, r.comparator, r.approximate]
}

describe('numbers in words, by the codebook’s table', () => {
  it.each<[string, unknown]>([
    ['31', [31, 31, 31, null, false]],
    ['at least 31 people', [31, 31, null, 'ge', false]],
    ['31 or more', [31, 31, null, 'ge', false]],
    ['more than 300 militants', [300, 300, null, 'gt', false]],
    ['up to 40', [0, null, 40, 'le', false]],
    ['fewer than 40', [0, null, 40, 'lt', false]],
    ['nearly 50', [50, 50, 50, 'lt', true]],
    ['about 50', [50, 50, 50, null, true]],
    ['between 20 and 30', [20, null, 30, null, false]],
    ['20-30 fighters', [20, null, 30, null, false]],
    ['a couple of tanks', [2, 2, 2, null, false]],
    ['several villages', [3, 3, null, null, false]],
    ['dozens of civilians', [24, 24, null, null, false]],
    ['tens of thousands', [20000, 20000, null, null, false]],
    ['5,000 fighters', [5000, 5000, 5000, null, false]],
    ['2 million', [2000000, 2000000, 2000000, null, false]],
    ['Twenty-one soldiers', [21, 21, 21, null, false]],
    ['two hundred and fifty', [250, 250, 250, null, false]],
    ['three thousand five hundred', [3500, 3500, 3500, null, false]],
    ['a soldier', [1, 1, 1, null, false]],
    ['no one', [0, 0, 0, null, false]],
    ['two dozen', [24, 24, 24, null, false]],
    ['fighters', null],
    ['', null],
  ])('%s', (words, wanted) => expect(read(words)).toEqual(wanted))
})

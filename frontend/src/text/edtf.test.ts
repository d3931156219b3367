import { describe, expect, it } from 'vitest'
import { dayNumber, isoDay, spanOf, spanWords } from './edtf'

const told = (words: string): string => {
  const span = spanOf(words)
  return span ? `${span.first === null ? '..' : isoDay(span.first)} ${span.last === null ? '..' : isoDay(span.last)}` : 'none'
}

describe('spanOf', () => {
  it.each([
    ['2016', '2016-01-01 2016-12-31'],
    ['2016-02', '2016-02-01 2016-02-29'],
    ['2016-12-11', '2016-12-11 2016-12-11'],
    ['2016-12-08/2016-12-11', '2016-12-08 2016-12-11'],
    ['2015/2016-03', '2015-01-01 2016-03-31'],
    ['2016-12-08/..', '2016-12-08 ..'],
    ['../2016', '.. 2016-12-31'],
    ['2016~', '2016-01-01 2016-12-31'],
    ['2016-13', 'none'],
    ['soon', 'none'],
    ['a/b/c', 'none'],
    ['/', 'none'],
  ])('%s', (words, wanted) => expect(told(words)).toBe(wanted))
})

it('days go both ways', () => {
  expect(isoDay(dayNumber('2016-12-11T23:59:00Z'))).toBe('2016-12-11')
  expect(spanWords(dayNumber('2016-12-11'), dayNumber('2016-12-11'))).toBe('2016-12-11')
  expect(spanWords(dayNumber('1969-12-30'), dayNumber('1970-01-01'))).toBe('1969-12-30/1970-01-01')
})

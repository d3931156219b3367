import { describe, expect, it } from 'vitest'
import { countsOf, isReport, requestsOf } from './uploads'

const files = (...sizes: number[]): { name: string; size: number }[] => sizes.map((size, i) => ({ name: `${i}.txt`, size }))

describe('requestsOf', () => {
  it.each([
    [[], []],
    [[1, 1, 1], [[1, 1, 1]]],
    [[1, 1, 1, 1], [[1, 1, 1], [1]]],
    [[6, 5, 4], [[6], [5, 4]]],
    [[50, 1], [[50], [1]]],
    [[1, 50], [[1], [50]]],
  ])('%j', (sizes, wanted) => expect(requestsOf(files(...sizes), 3, 10).map((r) => r.map((f) => f.size))).toEqual(wanted))
})

it.each([
  ['a/b/report.TXT', true],
  ['page.html', true],
  ['.hidden.txt', false],
  ['photo.jpg', false],
  ['txt', false],
])('%s is a report: %s', (name, wanted) => expect(isReport(name)).toBe(wanted))

it('counts what became of reports', () => {
  expect(countsOf({ kept: [{ state: 'new' }, { state: 'known' }, { state: 'new' }], rejected: [{}] })).toEqual({ new: 2, known: 1, redacted: 0, not_coded: 0, rejected: 1 })
})

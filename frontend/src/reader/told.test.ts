import { describe, expect, it } from 'vitest'
import { languageName, safeLink } from './told'

describe('what a report tells of itself', () => {
  it.each([
    ['https://example.org/a?b', 'https://example.org/a?b'], ['javascript:alert(1)', null], [' JaVaScRiPt:alert(1)', null], ['data:text/html,x', null], ['//x', null], [null, null], ['', null],
  ])('%s leads to %s', (url, wanted) => expect(safeLink(url)).toBe(wanted))
  it('names languages', () => {
    expect(languageName('ar')).toBe('Arabic')
    expect(languageName('not a language')).toBe('not a language')
  })
})

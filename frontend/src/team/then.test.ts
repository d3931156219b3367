import { expect, it } from 'vitest'
import { target, upTo } from './then'

it.each([
  [null, '/'],
  ['', '/'],
  ['/queue?kind=link', '/queue?kind=link'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?then=/', '/'],
  ['/api/head', '/'],
  ['/a\nb', '/'],
])('%j leads to %s', (then, wanted) => expect(target(then)).toBe(wanted))

it('gives roles up to one’s own', () => expect(upTo('coder')).toEqual(['reader', 'coder']))

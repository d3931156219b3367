import { describe, expect, it } from 'vitest'
import { BOX, shown } from './shown'

const sources = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true })
const markup = (text: string): string => text.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
/** What an element that takes the direction of its words shows, mustache by mustache. */
function put(text: string): string[] {
  const elements = text.matchAll(/<(?!input|textarea|button)(\w+)\b(?:[^<>]|=>)*dir="auto"(?:[^<>]|=>)*>(.*?)<\/\1>/gs)
  const bare = (inner = ''): string => inner.replace(/[\w:]+=\{(?:[^{}]|\{[^{}]*\})*\}/g, '')
  return [...elements].flatMap(([, , inner]) => [...bare(inner).matchAll(/(?:^|[>“”\s])\{(?![#/:@'])([^}]*)/g)].map(([, expression]) => expression ?? ''))
}

describe('text from outside', () => {
  it.each(['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200b', '\u2060', '\ufeff', '\u00ad\u3164'.slice(1), '\u0000', '\u001b', '\u0085', '\ud800'])(
    'shows %j as a box',
    (sign) => expect(shown(`a${sign}b`)).toBe(`a${BOX}b`),
  )
  it('keeps its length', () => expect(shown('x\u{e0041}\u{e0100}y')).toBe(`x${BOX.repeat(4)}y`))
  it.each(['تدمر', 'می\u200cخواهم', 'क\u094d\u200dष', '\u200fתל אביב\u200e', '❤\ufe0f', 'co\u00adop', 'a\n\tb\r', '👩\u200d👧', 'naïve', 'e\u0301'])('leaves %j as it is', (text) =>
    expect(shown(text)).toBe(text),
  )
  it('is nothing where there is none', () => expect([shown(null), shown(undefined), shown(0)]).toEqual(['', '', '0']))
})

describe('components', () => {
  it('are found', () => expect(Object.keys(sources).length).toBeGreaterThan(80))
  it.each(Object.entries(sources))('%s', (name, text) => {
    const found = markup(text)
    if (!name.endsWith('/Words.svelte')) expect(found).not.toMatch(/<bdi\b/) // names and words from outside: <Words>, or <Name>
    if (!name.endsWith('/reader/Text.svelte')) for (const expression of put(found)) expect(expression).toMatch(/^shown\(/) // there, its pieces are
  })
  it('are looked through', () => expect(put('<p dir="auto" onclick={() => a}><a href={b}>{c.words}</a> {shown(d)}</p>')).toEqual(['c.words', 'shown(d)']))
})

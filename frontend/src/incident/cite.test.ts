import { describe, expect, it } from 'vitest'
import { readView } from '../state/address'
import { citation, permanent, toSecond } from './cite'
import type { Whole } from './matrix'

const INCIDENT = {
  id: '1a1432debf023704b4fbbed7846ef710', type: 'air_strike', scope: 'event', place: { text: 'Palmyra' }, first_day: '2016-12-10', last_day: '2016-12-11', when: '',
  claims: ['a', 'b'], reports: ['r'], origins: ['o'], reviewed: false,
  headlines: [{ measure: 'killed', unit: 'people', side: 'Islamic State', text: '200–200–300' }],
} as unknown as Whole
const LOG = { seq: 274, hash: '0b44', recorded: '2026-11-28T01:51:49.178224Z' }

describe('a citation', () => {
  it('has an address that shows the same again', () => {
    const view = readView(new URLSearchParams('as_of=2016-12-11T12:00Z'))
    expect(permanent('http://127.0.0.1:1', INCIDENT, view, 'ucdp', LOG)).toBe(
      'http://127.0.0.1:1/incident/1a1432debf023704b4fbbed7846ef710?as_of=2016-12-11T12:00Z&recorded_as_of=2026-11-28T01:51:49Z&policy=ucdp',
    )
    const earlier = readView(new URLSearchParams('recorded_as_of=2020'))
    expect(permanent('', INCIDENT, earlier, 'ibc', LOG)).toContain('recorded_as_of=2020&policy=ibc')
  })
  it('says what, how it was looked at, and where the log stood', () => {
    const text = citation(INCIDENT, readView(new URLSearchParams('as_of=2016-12-11')), { name: 'ucdp', title: 'UCDP: low, best and high' }, LOG, 'http://x')
    for (const part of ['Air strike, Palmyra', '10 Dec 2016', '2 claims of 1 report', 'not reviewed', 'killed 200–200–300 (Islamic State)', '11 Dec 2016', 'entry 274', '0b44', 'http://x']) expect(text).toContain(part)
  })
  it('leaves out fractions of seconds', () => expect(toSecond('2026-11-28T01:51:49.178224Z')).toBe('2026-11-28T01:51:49Z'))
})

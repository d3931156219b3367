import { describe, expect, it } from 'vitest'
import { Axis, dayNumber, isoDay, marksOf, type Scale, type Spell } from './axis'
import { looksOf, patternOf } from './looks'
import { daysOf, nearest, partiesOf, rowsOf, spanOf, stretchesOf, type Row, type Stretch, type Timeline } from './rows'

function spell(holders: string[], begins: string | null, ends: string | null): Spell {
  const moment = (text: string | null): Spell['begins'] => {
    if (!text) return null
    const [first = '', last = first] = text.split('/')
    return { when: text, first: first || null, last }
  }
  const state = holders.length === 0 ? 'unknown' : holders.length > 1 ? 'contested' : 'held'
  return { state, holders, extent: 'whole', begins: moment(begins), ends: moment(ends), stake: null, told: null, origins: 1, text: '', why: [], support: [], dissent: [] }
}

const PALMYRA = [
  spell([], null, '2015-05-21'),
  spell(['IS'], '2015-05-21', '2016-03-27'),
  spell(['Syria'], '2016-03-27', '2016-12-11'),
  spell(['IS', 'Syria'], '2016-12-11', '2016-12-11'),
  spell(['Syria'], '2016-12-11', '2016-12-11'),
  spell(['IS'], '2016-12-11', '2017-02-27/2017-03-02'),
  spell(['Syria'], '2017-02-27/2017-03-02', null),
]
const row = (spells: Spell[]): Row => ({ key: 'all', kind: 'overall', name: 'All sources', voice: null, spells, marks: marksOf(spells) })

describe('days', () => {
  it.each(['1970-01-01', '2016-02-29', '2016-12-11', '1920-05-01'])('%s goes both ways', (iso) => expect(isoDay(dayNumber(iso))).toBe(iso))
  it.each([
    ['2016-12-11', '2016-12-11', '2016-12-11'],
    ['2016-12', '2016-12-01', '2016-12-31'],
    ['2016', '2016-01-01', '2016-12-31'],
    ['2016-12-08/2016-12', '2016-12-08', '2016-12-31'],
    ['2016-12-08T08:00Z/2017', '2016-12-08', '2017-12-31'],
  ])('%s spans', (edtf, first, last) => expect(daysOf(edtf)?.map(isoDay)).toEqual([first, last]))
  it.each([null, '', 'soon', '2017/2016'])('%j spans nothing', (edtf) => expect(daysOf(edtf)).toBeNull())
})

describe.each<Scale>(['root', 'time'])('the %s axis', (scale) => {
  const all = row(PALMYRA)
  const [from, to] = spanOf([all], null, '2017-03-10')
  const axis = new Axis(all.marks.filter((m) => m !== null), from, to, 800, scale)

  it('numbers the changes of a day', () => {
    expect(all.marks.map((m) => m && `${isoDay(m.day)} ${m.number}`)).toEqual([
      null, '2015-05-21 0', '2016-03-27 0', '2016-12-11 0', '2016-12-11 1', '2016-12-11 2', '2017-03-02 0',
    ])
  })
  it('puts changes in order, within its width', () => {
    const xs = all.marks.filter((m) => m !== null).map((m) => axis.mark(m))
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    expect(xs[0]).toBeGreaterThan(0)
    expect(xs.at(-1)).toBeLessThan(800)
  })
  it('gives a day back for where it stands', () => {
    for (const iso of ['2015-08-01', '2016-05-01', '2017-01-15']) expect(axis.day(axis.x(dayNumber(iso)))).toBeCloseTo(dayNumber(iso), 3)
    expect(axis.day(-5)).toBe(from)
    expect(axis.day(900)).toBe(to)
  })
  it('has ticks that do not run into each other', () => {
    const xs = axis.ticks([], 76).map((t) => t.x)
    expect(xs.length).toBeGreaterThan(1)
    xs.slice(1).forEach((x, i) => expect(x - (xs[i] as number)).toBeGreaterThanOrEqual(76))
  })
  it('dates the changes of all sources first', () => {
    if (scale === 'time') return
    const labels = axis.ticks(all.marks.filter((m) => m !== null), 76).map((t) => t.label)
    expect(labels).toEqual(['21 May 2015', '27 Mar 2016', '11 Dec 2016', '2 Mar 2017'])
  })
  it('draws stretches without gap or overlap, leaning where the day is not known', () => {
    const drawn = stretchesOf(all, axis, 800)
    drawn.slice(1).forEach((s, i) => expect(s.left).toEqual((drawn[i] as Stretch).right))
    const last = drawn.at(-1) as Stretch
    expect(last.left[0]).toBeLessThan(last.left[1])
    expect(last.right).toEqual([800, 800])
  })
  it('is even where it is true to time', () => {
    if (scale === 'root') return
    const week = axis.x(dayNumber('2016-12-12')) - axis.x(dayNumber('2016-12-05'))
    expect(axis.x(dayNumber('2015-08-08')) - axis.x(dayNumber('2015-08-01'))).toBeCloseTo(week, 6)
  })
  it('ends where the view does', () => {
    const end = axis.x(dayNumber('2016-06-01'))
    expect(stretchesOf(all, axis, end).map((s) => s.spell.holders[0] ?? '')).toEqual(['', 'IS', 'Syria'])
  })
  it('has room for nothing but one day', () => {
    const day = dayNumber('2016-12-11')
    const small = new Axis(all.marks.filter((m) => m !== null), day, day + 1, 300, scale)
    const xs = all.marks.filter((m) => m?.day === day).map((m) => m && small.mark(m)) as number[]
    expect(new Set(xs).size).toBe(3)
  })
})

describe('looks', () => {
  it('stay with a party whoever else is there', () => {
    const two = looksOf(['Islamic State', 'Government of Syria'])
    expect(two.get('Islamic State')).not.toBe(two.get('Government of Syria'))
    expect(looksOf(['Government of Syria']).get('Government of Syria')).toBe(two.get('Government of Syria'))
  })
  it('are all different while there are enough', () => {
    expect(new Set(looksOf([...'abcdefgh']).values()).size).toBe(8)
    expect(looksOf([...'abcdefghijkl']).size).toBe(12)
  })
  it.each([
    ['held', ['A'], null],
    ['unknown', [], null],
    ['held', ['A', 'B'], 'band'],
    ['contested', ['A', 'B'], 'mix'],
    ['contested', ['A'], 'mix'],
  ] as const)('%s by %j has the pattern %s', (state, holders, kind) => {
    expect(patternOf({ state, holders: [...holders] }, looksOf(['A', 'B']))?.kind ?? null).toBe(kind)
  })
})

describe('rows', () => {
  const timeline: Timeline = {
    place: 'gn:163808', name: 'Palmyra', country: 'SY', lat: null, lon: null, spells: PALMYRA, approaches: [], parts: [],
    sources: [
      { source: 'Monitor', kind: 'monitor', spells: PALMYRA.slice(0, 2) },
      { source: 'Silent', kind: 'media', spells: [spell([], null, null)] },
    ],
  }
  it('are all sources and those who say who held it', () => expect(rowsOf(timeline).map((r) => r.name)).toEqual(['All sources', 'Monitor']))
  it('name their parties', () => expect(partiesOf(rowsOf(timeline))).toEqual(['IS', 'Syria']))
  it('show the days asked for', () => expect(spanOf(rowsOf(timeline), daysOf('2016-12'), null).map(isoDay)).toEqual(['2016-12-01', '2017-01-01']))
  it('show a year where nothing is known', () => expect(spanOf([], null, '2016-12-31').map(isoDay)).toEqual(['2016-01-01', '2017-01-01']))
  it('find the nearest of another row', () => {
    const at = (x: number): Stretch => ({ spell: PALMYRA[0] as Spell, left: [x, x], right: [x + 10, x + 10] })
    expect(nearest([at(0), at(40), at(90)], at(60))).toBe(1)
  })
})

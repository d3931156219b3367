/** What the map page asks and knows: the part of the world in view, the events in it, who holds places, sites. */
import { untrack } from 'svelte'
import { ask, type Answer } from '../api/ask.svelte'
import { get, type Schemas } from '../api/client'
import { askView, type Field } from '../state/address'
import { here } from '../state/here.svelte'
import { familyOf } from '../ui/families'
import { marksOf, type Mark, type Told } from './groups'

export type Box = [west: number, south: number, east: number, north: number]
export interface Frame {
  box: Box
  zoom: number
}
export const LAYERS = ['events', 'control', 'sites'] as const
export type Layer = (typeof LAYERS)[number]

const WITHOUT_BOX: Field[] = [
  'as_of', 'recorded_as_of', 'during', 'type', 'actor', 'speaker', 'place', 'country', 'status', 'measure', 'report', 'event', 'private', 'withdrawn',
]
const CLOCKS: Field[] = ['as_of', 'recorded_as_of', 'private']
const ROOM = 0.3 // of the view's width and height that is asked for beyond each edge, so that small moves need no new answer
const STEP = 0.5 // zoom by which cells are made anew
const PLACES = 60 // whose holders are asked for

export class Look {
  /** What the map shows; null before it stands. */
  frame = $state.raw<Frame | null>(null)
  /** What the newest question covers; null: the world. */
  private cover = $state.raw<Frame | null>(null)
  readonly events: Answer<Schemas['EventMap']> = ask((signal) => {
    const at = this.cover
    return get('/api/map', { query: { ...askView(here.view, WITHOUT_BOX), ...(at ? { box: boxWords(at.box), zoom: at.zoom } : {}) }, signal })
  })
  readonly holdings: Answer<Schemas['Holding'][]>
  readonly sites: Answer<Schemas['Site'][]>
  readonly layers: ReadonlySet<Layer> = $derived(layersIn(here.get('layers')))
  private readonly control: boolean = $derived(this.layers.has('control'))
  private readonly damage: boolean = $derived(this.layers.has('sites'))
  /** The zoom at which marks are put together. */
  readonly step: number = $derived(Math.round((this.frame?.zoom ?? 3) / STEP) * STEP)
  readonly marks: readonly Mark[] = $derived.by(() =>
    this.events.value && this.layers.has('events') ? marksOf(this.events.value, this.step, familyOf) : [],
  )
  /** The events in view, the newest first; null where they are too many to be told one by one. */
  readonly inView: readonly Told[] | null = $derived.by(() => (this.events.value?.whole ? inFrame(this.events.value, this.frame?.box ?? null) : null))
  /** The number of events in view. */
  readonly count: number = $derived(this.inView?.length ?? counted(this.events.value, this.frame?.box ?? null))

  constructor() {
    this.holdings = ask(async (signal) => {
      if (!this.control) return []
      const query = { ...askView(here.view, [...CLOCKS, 'country']), limit: PLACES }
      return (await get('/api/holdings', { query, signal })).items
    })
    this.sites = ask(async (signal) => {
      if (!this.damage) return []
      const query = { ...askView(here.view, [...CLOCKS, 'during', 'country', 'actor', 'speaker']), limit: 1000 }
      return (await get('/api/sites', { query, signal })).items
    })
  }

  /** Takes the map's new view; asks again where the answer that is there does not cover it. */
  move(frame: Frame): void {
    this.frame = frame
    const old = untrack(() => this.cover)
    const whole = untrack(() => this.events.value?.whole) ?? false
    if (old && inside(frame.box, old.box) && (whole || Math.abs(frame.zoom - old.zoom) < STEP)) return
    this.cover = { box: roomy(frame.box), zoom: Math.round(frame.zoom / STEP) * STEP }
  }

  /** The parameters of the address that show or hide a layer. */
  toggled(layer: Layer): { layers: string | null } {
    const on = LAYERS.filter((l) => (l === layer ? !this.layers.has(l) : this.layers.has(l)))
    const words = on.join(',') || 'none'
    return { layers: words === DEFAULT ? null : words }
  }
}

const DEFAULT = 'events,control'

function layersIn(words: string | null): Set<Layer> {
  const named = (words ?? DEFAULT).split(',')
  return new Set(LAYERS.filter((layer) => named.includes(layer)))
}

/** The parameters of a question about the events in view, over time: without the time that the strip itself sets. */
export function stripQuery(frame: Frame | null): Record<string, string | boolean> {
  const query = askView(here.view, WITHOUT_BOX.filter((f) => f !== 'during'))
  return frame ? { ...query, box: boxWords(frame.box) } : query
}

export function listQuery(box: Box): Record<string, string | boolean> {
  return { ...askView(here.view, WITHOUT_BOX), box: boxWords(box) }
}

/** What came out when: without the moment that the slider itself sets, and wherever it happened. */
export function replayQuery(): Record<string, string | boolean> {
  return askView(here.view, WITHOUT_BOX.filter((f) => f !== 'as_of' && f !== 'during'))
}

export function boxWords(box: Box): string {
  return box.map((x) => Math.round(x * 1e4) / 1e4).join(',')
}

/** The box with room around it; the whole width of the world where it is nearly that wide or crosses the date line. */
function roomy([w, s, e, n]: Box): Box {
  const [x, y] = [(e - w) * ROOM, (n - s) * ROOM]
  const wide = e - w + 2 * x >= 360 || w - x < -180 || e + x > 180
  return [wide ? -180 : w - x, Math.max(-90, s - y), wide ? 180 : e + x, Math.min(90, n + y)]
}

function inside(a: Box, b: Box): boolean {
  const west = Math.max(a[0], -180)
  const east = Math.min(a[2], 180)
  return west >= b[0] && a[1] >= b[1] && east <= b[2] && a[3] <= b[3]
}

function inFrame(answer: Schemas['EventMap'], box: Box | null): Told[] {
  const found: Told[] = []
  for (const { geometry, properties } of answer.features) {
    const [lon, lat] = geometry.coordinates as [number, number]
    if (properties.kind === 'event' && (!box || within(lon, lat, box))) found.push(properties)
  }
  return found.sort((a, b) => (b.first_day ?? '').localeCompare(a.first_day ?? '') || a.event.localeCompare(b.event))
}

/** The number of events of the cells and areas whose middle is in view. */
function counted(answer: Schemas['EventMap'] | null, box: Box | null): number {
  let sum = 0
  for (const { geometry, properties: p } of answer?.features ?? []) {
    const [lon, lat] = geometry.coordinates as [number, number]
    if (p.kind !== 'event' && (!box || within(lon, lat, box))) sum += p.count
  }
  return sum
}

function within(lon: number, lat: number, [w, s, e, n]: Box): boolean {
  if (lat < s || lat > n) return false
  return [lon, lon - 360, lon + 360].some((x) => x >= w && x <= e)
}

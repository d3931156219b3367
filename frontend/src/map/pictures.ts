/** The small pictures of the map: rings split by family, dots, squares for who holds a place, diamonds for sites. Drawn once each. */
import { FAMILIES, type Family } from '../ui/families'
import { ink } from './base'
import { parts, type Mark, type Shares } from './groups'

const RATIO = 2 // picture pixels to screen pixels
const SIZES = [0, 24, 28, 33, 38, 43, 48, 53, 58] as const // diameters of rings in pixels, by size class
const DENIED = ['denied', 'doubted', 'hypothetical'] as const // statuses that are drawn struck through or broken

/** The name of the picture of a mark. All that it shows is in the name; `theme`: the colours change with it. */
export function pictureOf(mark: Mark, theme: string): string {
  if (mark.kind === 'event' && mark.told) {
    const status = mark.told.status === 'denied' ? 'denied' : (DENIED as readonly string[]).includes(mark.told.status) ? 'doubted' : 'said'
    return ['dot', theme, familyIn(mark.shares), mark.precision === 1 ? 'exact' : 'near', status].join('|')
  }
  return ['ring', theme, mark.kind === 'area' ? 'soft' : 'firm', sizeOf(mark), partsIn(mark.shares)].join('|')
}

/** Half the width of a mark's picture in pixels. */
export function radiusOf(mark: Mark): number {
  return mark.kind === 'event' ? 8 : (SIZES[sizeOf(mark)] ?? 24) / 2 + 1
}

function sizeOf(mark: Mark): number {
  return Math.min(SIZES.length - 1, 1 + Math.floor(Math.log2(mark.count) / 1.6))
}

/** The name of the picture of who holds a place: the numbers of the holders' colours; contested: striped with all of them. */
export function holdingPicture(state: string, colours: number[], theme: string): string {
  return ['square', theme, state, colours.join(',')].join('|')
}

export function sitePicture(state: string, theme: string): string {
  return ['diamond', theme, state].join('|')
}

/** Draws the picture of a name; null for a name that is none of these. */
export function draw(name: string): ImageData | null {
  const [kind, , a = '', b = '', c = ''] = name.split('|')
  if (kind === 'dot') return dot(a as Family, b === 'exact', c)
  if (kind === 'ring') return ring(a === 'soft', Number(b), c)
  if (kind === 'square') return square(a, b ? b.split(',').map(Number) : [])
  if (kind === 'diamond') return diamond(a)
  return null
}

export const PIXEL_RATIO = RATIO

type Pen = OffscreenCanvasRenderingContext2D

function onCanvas(side: number, paint: (pen: Pen, middle: number) => void): ImageData {
  const canvas = new OffscreenCanvas(side * RATIO, side * RATIO)
  const pen = canvas.getContext('2d', { willReadFrequently: true }) as Pen
  pen.scale(RATIO, RATIO)
  paint(pen, side / 2)
  return pen.getImageData(0, 0, side * RATIO, side * RATIO)
}

function circle(pen: Pen, middle: number, radius: number): void {
  pen.beginPath()
  pen.arc(middle, middle, radius, 0, 2 * Math.PI)
}

function dot(family: Family, exact: boolean, status: string): ImageData {
  return onCanvas(18, (pen, middle) => {
    const colour = ink(`--family-${family}`)
    circle(pen, middle, 7)
    pen.fillStyle = ink('--paper')
    pen.fill()
    circle(pen, middle, 5)
    pen.strokeStyle = colour
    pen.fillStyle = colour
    pen.lineWidth = 2
    if (exact && status === 'said') pen.fill()
    if (status === 'doubted') pen.setLineDash([2, 2])
    pen.stroke()
    pen.setLineDash([])
    if (status !== 'denied') return
    pen.beginPath()
    pen.moveTo(middle - 4, middle + 4)
    pen.lineTo(middle + 4, middle - 4)
    pen.stroke()
  })
}

function ring(soft: boolean, size: number, shares: string): ImageData {
  const across = SIZES[size] ?? 24
  return onCanvas(across + 4, (pen, middle) => {
    const wide = soft ? 3 : Math.max(5, across / 7)
    const radius = across / 2 - wide / 2
    circle(pen, middle, radius + wide / 2 + 1)
    pen.globalAlpha = soft ? 0.72 : 0.94
    pen.fillStyle = ink('--paper')
    pen.fill()
    pen.globalAlpha = 1
    pen.lineWidth = wide
    if (soft) pen.setLineDash([wide * 1.4, wide * 0.9])
    let at = -Math.PI / 2
    const all = shares.split(',')
    for (const share of all) {
      const [family, part] = share.split(':')
      const to = at + (Number(part) / 12) * 2 * Math.PI
      pen.beginPath()
      pen.arc(middle, middle, radius, at, all.length > 1 && !soft ? to - 0.06 : to)
      pen.strokeStyle = ink(`--family-${family}`)
      pen.stroke()
      at = to
    }
  })
}

function square(state: string, colours: number[]): ImageData {
  return onCanvas(18, (pen) => {
    const inks = (colours.length ? colours : [0]).map((n) => ink(n ? `--holder-${n}` : '--holder-none'))
    pen.beginPath()
    pen.rect(3, 3, 12, 12)
    pen.fillStyle = state === 'unknown' ? ink('--paper') : (inks[0] as string)
    pen.fill()
    if (state === 'contested') stripes(pen, inks)
    pen.beginPath()
    pen.rect(3, 3, 12, 12)
    pen.lineWidth = 2
    pen.strokeStyle = state === 'unknown' ? (inks[0] as string) : ink('--paper')
    if (state === 'unknown') pen.setLineDash([2, 2])
    pen.stroke()
  })
}

/** Stripes in the colours of all who are said to hold it; of one alone, with the ground's. */
function stripes(pen: Pen, inks: string[]): void {
  const colours = inks.length > 1 ? inks : [...inks, ink('--paper')]
  pen.save()
  pen.beginPath()
  pen.rect(3, 3, 12, 12)
  pen.clip()
  pen.lineWidth = 3
  for (let i = 0; i < 10; i++) {
    pen.strokeStyle = colours[i % colours.length] as string
    pen.beginPath()
    pen.moveTo(-9 + i * 4.2, 18)
    pen.lineTo(9 + i * 4.2, 0)
    pen.stroke()
  }
  pen.restore()
}

function diamond(state: string): ImageData {
  return onCanvas(18, (pen, middle) => {
    const colour = ink(state === 'denied' ? '--calm' : state === 'confirmed' ? '--bad' : '--warn')
    const path = (): void => {
      pen.beginPath()
      pen.moveTo(middle, 2)
      pen.lineTo(16, middle)
      pen.lineTo(middle, 16)
      pen.lineTo(2, middle)
      pen.closePath()
    }
    path()
    pen.fillStyle = ink('--paper')
    pen.fill()
    pen.fillStyle = colour
    if (state === 'confirmed') pen.fill()
    pen.save()
    path()
    pen.clip()
    if (state === 'disputed') pen.fillRect(0, 0, middle, 18)
    if (state === 'claimed') pen.fillRect(0, middle, 18, 18)
    pen.restore()
    path()
    pen.strokeStyle = colour
    pen.lineWidth = 1.8
    if (state === 'rumoured') pen.setLineDash([2, 2])
    pen.stroke()
    if (state !== 'denied') return
    pen.setLineDash([])
    pen.beginPath()
    pen.moveTo(5, 13)
    pen.lineTo(13, 5)
    pen.stroke()
  })
}

function familyIn(shares: Shares): Family {
  return FAMILIES.find((f) => shares[f]) ?? 'strategic'
}

function partsIn(shares: Shares): string {
  return parts(shares).map(([f, n]) => `${f}:${n}`).join(',')
}

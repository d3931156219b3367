/** Between the text on the page and its offsets (UTF-16 units). The element holds the text of the report and nothing else. */
import type { Range as Units } from './picking'

/** The offsets of a selection within the element; null where it is not wholly inside. */
export function unitsOf(element: HTMLElement, selection: Selection | null): Units | null {
  if (!selection || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null
  const start = unitAt(element, range.startContainer, range.startOffset)
  return { start, end: start + range.toString().length }
}

function unitAt(element: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange()
  before.setStart(element, 0)
  before.setEnd(node, offset)
  return before.toString().length
}

/** The offsets as a range of the page. */
export function rangeOf(element: HTMLElement, { start, end }: Units): Range {
  const range = document.createRange()
  range.selectNodeContents(element)
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let at = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = (node as Text).data.length
    if (start >= at && start <= at + length) range.setStart(node, start - at)
    if (end >= at && end <= at + length) {
      range.setEnd(node, end - at)
      break
    }
    at += length
  }
  return range
}

const NAME = 'picked'
/** Marks what is selected, so that it stays to be seen while somebody types elsewhere. Browsers without highlights show none. */
export function mark(element: HTMLElement | null, units: Units | null): void {
  if (!('highlights' in CSS)) return
  if (element && units) CSS.highlights.set(NAME, new Highlight(rangeOf(element, units)))
  else CSS.highlights.delete(NAME)
}

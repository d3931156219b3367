/** Where the reader is: the address as reactive state, and the only way to change it. */
import { carried, patched, readView, type Patch, type View } from './address'

/** One parameter of the address: what reads it is run again when this one changes, and not with every other. */
class Parameter {
  readonly value: string | null
  constructor(at: Here, name: string) {
    this.value = $derived(at.query.get(name) || null)
  }
}

class Here {
  private readonly parameters = new Map<string, Parameter>()
  path = $state(location.pathname)
  search = $state(location.search)
  hash = $state(location.hash)
  /** Counts the steps to another page: what a page's start (focus, scroll) hangs on. */
  steps = $state(0)
  readonly query: URLSearchParams = $derived(new URLSearchParams(this.search))
  private readonly asked: string = $derived(JSON.stringify(readView(this.query)))
  /** The same object as long as the view is the same, whatever else in the address changes. */
  readonly view: View = $derived(JSON.parse(this.asked) as View)

  /** Goes to an address of the desk. `replace`: without a new step in the history. */
  go(href: string, replace = false): void {
    const url = new URL(href, location.href)
    const other = url.pathname !== this.path
    if (url.href !== location.href) history[replace ? 'replaceState' : 'pushState'](null, '', url)
    this.read(other)
  }

  /** Changes some parameters of this page's address (see `patched`). By default without a new step in the history. */
  set(patch: Patch, replace = true): void {
    const search = patched(this.search, patch)
    if (search !== this.search) this.go(this.path + search + this.hash, replace)
  }

  /** The address of another page that keeps the moment, the filters and the policy; `extra` on top. */
  to(path: string, extra: Patch = {}): string {
    return path + carried(this.search, extra)
  }

  /** This page's address with some parameters changed. */
  with(patch: Patch): string {
    return this.path + patched(this.search, patch)
  }

  /** The value of a parameter that only one page knows. */
  get(name: string): string | null {
    if (!this.parameters.has(name)) $effect.root(() => void this.parameters.set(name, new Parameter(this, name))) // outlives its first reader
    return this.parameters.get(name)?.value ?? null
  }

  read(other = true): void {
    this.path = location.pathname
    this.search = location.search
    this.hash = location.hash
    if (other) this.steps += 1
  }

  /** Starts to follow the browser's history and the links of the page. Gives a function that stops it. */
  start(): () => void {
    const back = (): void => this.read(location.pathname !== this.path)
    const click = (event: MouseEvent): void => {
      const href = hrefOf(event)
      if (href === null) return
      event.preventDefault()
      this.go(href)
    }
    addEventListener('popstate', back)
    document.addEventListener('click', click)
    return () => {
      removeEventListener('popstate', back)
      document.removeEventListener('click', click)
    }
  }
}

/** The address that a plain click on a link of the desk leads to; null where the browser should do as it always does. */
function hrefOf(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = (event.target as Element | null)?.closest?.('a')
  if (!link?.href || link.target || link.hasAttribute('download')) return null
  const url = new URL(link.href)
  if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return null
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return null
  return url.pathname + url.search + url.hash
}

export const here = new Here()

/** The pages: at which address, under which title, from which file. A page is loaded when it is first shown. */
import type { Component } from 'svelte'

export interface Route {
  /** "/incident/:id": a part after a colon is handed to the page as a property of that name. */
  path: string
  title: string
  /** Its place in the header's row of pages; absent: reached by links only. */
  nav?: string
  /** The key after `g` that leads here. */
  key?: string
  /** Whether the bar of moment, time and filters stands above it. */
  bar?: boolean
  load: () => Promise<{ default: Component<any> }> // eslint-disable-line
}

export const ROUTES: readonly Route[] = [
  { path: '/', title: 'Map and time', nav: 'Map', key: 'm', bar: true, load: () => import('./pages/MapTime.svelte') },
  { path: '/incidents', title: 'Incidents', nav: 'Incidents', key: 'i', bar: true, load: () => import('./pages/Incidents.svelte') },
  { path: '/incident/:id', title: 'Incident', bar: true, load: () => import('./pages/Incident.svelte') },
  { path: '/reports', title: 'Reports', nav: 'Reports', key: 'r', bar: true, load: () => import('./pages/Reports.svelte') },
  { path: '/report/:id', title: 'Report', bar: true, load: () => import('./pages/Reader.svelte') },
  { path: '/control', title: 'Control', nav: 'Control', key: 'c', bar: true, load: () => import('./pages/Control.svelte') },
  { path: '/queue', title: 'Review queue', nav: 'Queue', key: 'q', load: () => import('./pages/Queue.svelte') },
  { path: '/sources', title: 'Sources', nav: 'Sources', key: 's', bar: true, load: () => import('./pages/Sources.svelte') },
  { path: '/speaker/:name', title: 'Speaker', bar: true, load: () => import('./pages/Speaker.svelte') },
  { path: '/claim/:id', title: 'Claim', load: () => import('./pages/Claim.svelte') },
  { path: '/ingest', title: 'Ingest', nav: 'Ingest', key: 'n', load: () => import('./pages/Ingest.svelte') },
  { path: '/export', title: 'Export', nav: 'Export', key: 'e', bar: true, load: () => import('./pages/Export.svelte') },
  { path: '/log', title: 'Audit log', nav: 'Log', key: 'l', load: () => import('./pages/Log.svelte') },
  { path: '/batches', title: 'Double coding', nav: 'Batches', key: 'b', load: () => import('./pages/Batches.svelte') },
  { path: '/login', title: 'Log in', load: () => import('./pages/Login.svelte') },
]

export interface Match {
  route: Route
  given: Record<string, string>
}

/** The page of a path and what its address gives it; null where there is none. */
export function match(path: string): Match | null {
  const parts = path.replace(/\/+$/, '').split('/')
  for (const route of ROUTES) {
    const wanted = route.path.replace(/\/+$/, '').split('/')
    if (wanted.length !== parts.length) continue
    const given: Record<string, string> = {}
    const fits = wanted.every((want, i) => {
      const part = parts[i] ?? ''
      if (!want.startsWith(':')) return want === part
      given[want.slice(1)] = decoded(part)
      return part !== ''
    })
    if (fits) return { route, given }
  }
  return null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

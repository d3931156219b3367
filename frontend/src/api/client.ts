/** The API, typed by its own description (`npm run types`). Errors are `Fault`s: what went wrong, and the way out. */
import type { components, paths } from './types'

export type Schemas = components['schemas']

/** An answer that is an error. `status` 0: no answer at all. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly wayOut: string,
    readonly status: number,
  ) {
    super(message)
    this.name = 'Fault'
  }
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type With<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never }[keyof paths]
type Operation<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never
type Parameters<O, K extends string> = O extends { parameters: infer A } ? (K extends keyof A ? NonNullable<A[K]> : never) : never
type Content<R> = R extends { content: infer C } ? C[keyof C] : undefined
type Answer<O> = O extends { responses: infer R }
  ? 200 extends keyof R ? Content<R[200]> : 201 extends keyof R ? Content<R[201]> : 202 extends keyof R ? Content<R[202]> : undefined
  : never
type Body<O> = O extends { requestBody?: infer B } ? (NonNullable<B> extends { content: infer C } ? C[keyof C] : never) : never

export interface Asking<O> {
  path?: Parameters<O, 'path'>
  query?: Partial<Parameters<O, 'query'>>
  signal?: AbortSignal
}

const MOST = 300 // answers kept to be asked for again by their ETag
const kept = new Map<string, { tag: string; body: unknown }>()

/** Reads: `await get('/api/events', { query: { during: '2016' } })`. What has not changed is not sent again (ETag). */
export async function get<P extends With<'get'>>(address: P, asking: Asking<Operation<P, 'get'>> = {}): Promise<Answer<Operation<P, 'get'>>> {
  const url = addressOf(address, asking.path, asking.query)
  const known = kept.get(url)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (known) headers['if-none-match'] = known.tag
  const response = await fetched(url, { headers, signal: asking.signal, cache: 'no-store' })
  if (response.status === 304 && known) return known.body as Answer<Operation<P, 'get'>>
  const body: unknown = await bodyOf(response)
  const tag = response.headers.get('etag')
  if (tag) keep(url, tag, body)
  return body as Answer<Operation<P, 'get'>>
}

/** Changes: `await send('post', '/api/claims/{id}/withdraw', { path: { id }, body: { why } })`. */
export async function send<M extends Exclude<Method, 'get'>, P extends With<M>>(
  method: M,
  address: P,
  asking: Asking<Operation<P, M>> & { body?: Body<Operation<P, M>> | FormData } = {},
): Promise<Answer<Operation<P, M>>> {
  const form = asking.body instanceof FormData
  const headers: Record<string, string> = { accept: 'application/json', ...csrf() }
  if (asking.body !== undefined && !form) headers['content-type'] = 'application/json'
  const body = asking.body === undefined ? undefined : form ? (asking.body as FormData) : JSON.stringify(asking.body)
  const response = await fetched(addressOf(address, asking.path, asking.query), { method: method.toUpperCase(), headers, body, signal: asking.signal })
  return (await bodyOf(response)) as Answer<Operation<P, M>>
}

/** The URL of an address of the API, for a link or a download. */
export function addressOf(address: string, path?: unknown, query?: unknown): string {
  const filled = address.replace(/\{(\w+)(?::path)?\}/g, (_, name: string) => encodeURIComponent(String((path as Record<string, unknown>)?.[name] ?? '')))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== '' && each !== false) asked.append(name, String(each))
    }
  }
  const text = asked.toString()
  return text ? `${filled}?${text}` : filled
}

/** Whether an error is only that a newer question took the place of this one. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** Any error as one that can be shown. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error
  return new Fault('page.error', error instanceof Error ? error.message : String(error), 'Load the page again; if it stays, tell whoever runs the desk.', 0)
}

/** The header that a change carries where people log in: the word of the cookie that only this page can read. */
export function csrf(): Record<string, string> {
  const cookie = document.cookie.split('; ').find((c) => /^(__Host-)?dateline[_-]csrf=/.test(c))
  return cookie ? { 'x-csrf-token': decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)) } : {}
}

async function fetched(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (isAborted(error)) throw error
    throw new Fault('page.offline', 'The desk does not answer.', 'See whether `dateline serve` still runs, then try again.', 0)
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const json = (response.headers.get('content-type') ?? '').includes('json')
  if (response.ok) return json ? response.json() : response.text()
  const said = json ? ((await response.json().catch(() => ({}))) as Partial<Schemas['Fault']>) : {}
  const fault = new Fault(said.code ?? 'page.answer', said.message ?? `The desk answered ${response.status}.`, said.way_out ?? '', response.status)
  if (response.status === 401) onLogin()
  throw fault
}

function keep(url: string, tag: string, body: unknown): void {
  kept.delete(url)
  kept.set(url, { tag, body })
  if (kept.size > MOST) kept.delete(kept.keys().next().value as string)
}

/** Forgets what was read: after a log-in or log-out. */
export function forget(): void {
  kept.clear()
}

let onLogin: () => void = () => undefined
/** Says what to do when the desk wants somebody to log in. */
export function whenLoginIsNeeded(what: () => void): void {
  onLogin = what
}

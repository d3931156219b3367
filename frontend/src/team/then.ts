/** Where to go after a log-in: an address of the desk that was asked for, and nothing else. Pure. */
export function target(then: string | null): string {
  if (!then || !/^\/(?![/\\])/.test(then) || [...then].some((c) => c < ' ') || then.startsWith('/login') || then.startsWith('/api/')) return '/'
  return then
}

export const ROLES = ['reader', 'coder', 'reviewer', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** The roles that somebody of a role may give: their own and those below. */
export function upTo(role: Role): Role[] {
  return ROLES.slice(0, ROLES.indexOf(role) + 1)
}

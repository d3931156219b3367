/** What a report tells of itself, made safe to show. Pure. */

/** An address that a link may lead to: http and https only; null for any other, such as script. */
export function safeLink(url: string | null): string | null {
  try {
    const { protocol, href } = new URL(url ?? '')
    return protocol === 'http:' || protocol === 'https:' ? href : null
  } catch {
    return null
  }
}

/** A language's name in English; its code where there is none. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

const WHYS: Record<string, string> = {
  'code.language': 'it is not in English', 'code.empty': 'it has no text to code', 'read.language': 'it is not in English',
}
/** Why a report was not coded, in words where they are known. */
export function whyNotCoded(code: string | null): string {
  return code === null ? 'no reason is kept' : (WHYS[code] ?? code)
}

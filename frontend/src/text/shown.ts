/**
 * Text from outside as it is shown. Characters that turn the direction of what follows, and those that nobody sees, can make words say
 * another thing than they hold: each is a box here. What scripts need stays: joiners, marks of direction, variation selectors, soft hyphens.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/gu
export const BOX = '\u25af'

/** The text with boxes for what is not seen; of the same length in UTF-16 units, so that offsets hold. "" for none. */
export function shown(text: string | number | null | undefined): string {
  return String(text ?? '').replace(UNSEEN, (found) => BOX.repeat(found.length))
}

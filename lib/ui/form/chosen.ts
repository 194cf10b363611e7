/**
 * A required choice as it stands: a form's type knows only what may be sent, but until somebody chooses, and after they
 * took the choice back, there is nothing.
 */
export function chosen<C extends string | number>(value: C | '' | null | undefined): C | undefined {
  return value === '' || value === null ? undefined : value
}

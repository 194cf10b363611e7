/** The code of a release, such as `R-tamoren-47`: a code as all are, so that files in a folder say what they are. */
export const RELEASE_CODE_SHAPE = /^R-[a-z]{4,12}-\d{2}$/

/** The code of a release out of a code that was drawn. */
export function releaseCode(drawn: string): string {
  return `R-${drawn}`
}

/** What a reader may do with a release, by its tier, in the words that stand in every file of it. */
import type { ReleaseDocument } from '../../domain/releases/document.ts'

/** The text for `ReleaseDocument.licence`. Constant, in English: it is part of the fingerprint. Names no recipient. */
export const LICENCES = {
  public: 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/',
  restricted:
    'For use under the agreement alone, until it ends. Not to be published, passed on, joined with other data, or used to find out who anybody is.',
} as const satisfies Record<ReleaseDocument['tier'], string>

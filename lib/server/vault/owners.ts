/**
 * Whose key seals what. Destroying one owner's key forgets that owner and nobody else: so each plan of a journey has a key
 * apart from its case's, and so has each house, each incident and each member of the staff.
 */

export const OWNER_KINDS = ['case', 'journey', 'house', 'incident', 'staff'] as const
export type OwnerKind = (typeof OWNER_KINDS)[number]

/** Whose keys are the case's as people think of it: what was told about it, where it led, what happened to it. */
export const OF_A_CASE = {
  case: true,
  journey: true,
  incident: true,
  // A house has had others in it, and what a colleague is called is no word about a case.
  house: false,
  staff: false,
} as const satisfies Record<OwnerKind, boolean>

/** `id`: of the case, of the plan for `journey`, of the house, the incident or the person. */
export type Owner = { readonly kind: OwnerKind; readonly id: string }

/** In small letters, as the database gives ids back: a client may have written it otherwise. */
function owner(kind: OwnerKind, id: string): Owner {
  return { kind, id: id.toLowerCase() }
}

/** The owner of what is written about a case. */
export function caseOwner(id: string): Owner {
  return owner('case', id)
}

/** The owner of where a journey leads, by one version of its plan: the next journey of the case has another. */
export function journeyOwner(planId: string): Owner {
  return owner('journey', planId)
}

/** The owner of where a house is. */
export function houseOwner(id: string): Owner {
  return owner('house', id)
}

/** The owner of what happened in an incident. */
export function incidentOwner(id: string): Owner {
  return owner('incident', id)
}

/** The owner of what is known of a colleague. */
export function staffOwner(id: string): Owner {
  return owner('staff', id)
}

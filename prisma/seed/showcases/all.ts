/** All cases that are written by hand, in the order in which they are loaded: the first ones survive in small caseloads. */
import { MINAS } from './mina.ts'
import { OTHERS } from './others.ts'
import type { Showcase } from './showcase.ts'
import { WORKED_EXAMPLE } from './worked-example.ts'

export const SHOWCASES: readonly Showcase[] = [WORKED_EXAMPLE, ...MINAS, ...OTHERS]

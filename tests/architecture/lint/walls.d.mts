/** Types of `walls.mjs` for the tests that read it. */
export declare const ARROWS: Readonly<Record<string, readonly string[]>>
export declare const DESKS: readonly { readonly category: string; readonly pattern: string | string[] }[]

/** The shapes of progress.mjs, for the TypeScript that runs after the dependencies are there. */
export function say(name: string, text: string): void
export function step<T>(
  name: string,
  work: () => Promise<T>,
  options?: { done?: (value: T) => string; pulse?: () => string },
): Promise<T>
export class StopError extends Error {
  constructor(message: string, exitCode?: number)
  readonly exitCode: number
}
export function reportEnd(error: unknown): void

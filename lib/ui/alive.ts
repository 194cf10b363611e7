'use client'

/** Whether the page has come alive: false on the server and until the scripts are there. */
import { useSyncExternalStore } from 'react'

function never(): () => void {
  return () => undefined
}

export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

'use client'

/** Where a page outside the desk ends that broke. */
import { BrokenPage } from '../lib/ui/broken-page.tsx'

export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return <BrokenPage error={error} retry={retry} />
}

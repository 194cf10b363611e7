'use client'

/** The same inside the frame of the desk: the menu still works. */
import { BrokenPage } from '../../lib/ui/broken-page.tsx'

export default function DeskError({ error, retry }: { error: unknown; retry: () => void }) {
  return <BrokenPage error={error} retry={retry} />
}

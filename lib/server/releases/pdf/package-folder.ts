/** Where an installed package stands on the disk. The build must not pack what is read as a file, so it is asked at run time. */
import { findPackageJSON } from 'node:module'
import { dirname } from 'node:path'

/** The folder of the package `name`. Throws where it is not installed. */
export function packageFolder(name: string): string {
  const file = findPackageJSON(name, import.meta.url)
  if (file === undefined) throw new Error(`${name} is not installed`)
  return dirname(file)
}

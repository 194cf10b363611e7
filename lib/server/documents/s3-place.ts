/** Where a store that speaks S3 is, out of the settings. */
import { env, SettingsError, type OperatorSettings } from '../env.ts'
import type { S3Place } from './s3-storage.ts'

type S3Settings = Pick<
  OperatorSettings,
  | 'CAUSEWAY_S3_URL'
  | 'CAUSEWAY_S3_BUCKET'
  | 'CAUSEWAY_S3_REGION'
  | 'CAUSEWAY_S3_KEY_ID'
  | 'CAUSEWAY_S3_SECRET_FILE'
>

/** The store, or null for a house that keeps its documents in a folder. Throws SettingsError when only a part of it was set. */
export function s3Place(known: S3Settings = env()): S3Place | null {
  const {
    CAUSEWAY_S3_URL: url,
    CAUSEWAY_S3_BUCKET: bucket,
    CAUSEWAY_S3_REGION: region = 'us-east-1',
    CAUSEWAY_S3_KEY_ID: keyId,
    CAUSEWAY_S3_SECRET_FILE: secretFile,
  } = known
  if (url !== undefined && bucket !== undefined && keyId !== undefined && secretFile !== undefined) {
    return { url, bucket, region, keyId, secretFile }
  }
  const asked = {
    CAUSEWAY_S3_URL: url,
    CAUSEWAY_S3_BUCKET: bucket,
    CAUSEWAY_S3_KEY_ID: keyId,
    CAUSEWAY_S3_SECRET_FILE: secretFile,
  }
  const missing = Object.entries(asked).filter(([, value]) => value === undefined)
  if (missing.length === Object.keys(asked).length) return null
  throw new SettingsError(missing.map(([setting]) => ({ setting, problem: 'is missing' })))
}

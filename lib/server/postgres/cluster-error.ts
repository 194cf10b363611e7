/** Why the embedded database cannot run, in words for the operator: shown as it is, without a stack trace. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError'
}

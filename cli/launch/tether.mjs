/**
 * Ends a child with the launcher that started it. Loaded before the child's own program: when the launcher is killed,
 * the channel between the two closes, and no server keeps the port or the database from the next start.
 */
const graceMs = 4000

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), graceMs).unref()
})

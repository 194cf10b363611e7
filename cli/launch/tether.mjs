/**
 * Ends a child with the launcher that started it. Loaded before the child's own program: when the launcher is killed,
 * the channel between the two closes, and no server keeps the port or the database from the next start.
 * The child's own workers inherit this file; they have another parent and are left alone.
 */
const graceMs = 4000

if (process.env['CAUSEWAY_LAUNCHER'] === String(process.ppid)) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), graceMs).unref()
  })
  // Listening must not keep alive a program that has done its work.
  process.channel?.unref()
}

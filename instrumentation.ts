/**
 * What begins and ends with the server: the jobs. Next calls `register` once, before the first request; settings, logins and
 * guards are looked at here, so that a wrong one stops the start and not the first request.
 */
export async function register(): Promise<void> {
  // Words of Next's build, not settings: this file is also compiled for the edge, where there is no database.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    if (process.env.NEXT_PHASE === 'phase-production-build') return
    const { assertBelieved } = await import('./lib/server/act/believed.ts')
    const { assertKeysApart, assertKeysOfDatabase } = await import('./lib/server/act/known-keys.ts')
    const { assertGuarded } = await import('./lib/server/guards.ts')
    const { vaultOpens, whenVaultOpens } = await import('./lib/server/vault/vault.ts')
    const open = await vaultOpens()
    await assertGuarded()
    await assertBelieved()
    await assertKeysApart()
    await assertKeysOfDatabase()
    const { log, logBug } = await import('./lib/server/log.ts')
    const { startKeyCopies } = await import('./lib/server/vault/key-copier.ts')
    // Also while the house waits for a key holder: both files are copied as they are.
    startKeyCopies()
    const { startHouseJobs } = await import('./lib/server/jobs/lifetime.ts')
    const { sweep } = await import('./lib/features/retention/service.ts')
    const { sweepOrphanKeys } = await import('./lib/features/upkeep/service.ts')
    const { finishForgetting, retain } = await import('./lib/features/forgetting/service.ts')
    const { escalate } = await import('./lib/features/escalation/service.ts')
    const { prepareReleases } = await import('./lib/features/statistics/service.ts')
    const begin = async () => {
      // Before anybody looks: what was broken off, and what an older copy of database or key store brought back.
      await finishForgetting().catch((error: unknown) => logBug('forgetting', error))
      await startHouseJobs([
        { name: 'escalation', cron: '* * * * *', work: escalate },
        { name: 'retention', cron: '7 * * * *', work: sweep },
        { name: 'upkeep', cron: '23 3 * * *', work: () => sweepOrphanKeys() },
        { name: 'retention-of-cases', cron: '17 * * * *', work: retain },
        { name: 'forgetting', cron: '*/10 * * * *', work: finishForgetting },
        // Asked for by people who wait; the clock takes up again what a killed server left.
        { name: 'releases', cron: '*/2 * * * *', work: prepareReleases, pollSeconds: 2 },
      ])
    }
    if (open) {
      await begin()
      return
    }
    // Nothing is done by the clock either until a key holder has come.
    log().warn({ where: 'vault' }, 'locked')
    whenVaultOpens(() => {
      log().warn({ where: 'vault' }, 'unlocked')
      // What a locked start could not look at.
      vaultOpens()
        .then(begin)
        .catch((error: unknown) => logBug('jobs', error))
    })
  }
}

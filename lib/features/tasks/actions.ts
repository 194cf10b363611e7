'use server'
/** The public endpoints of tasks. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { taskDoneSchema, taskSchema } from './schema.ts'
import { completeTask, createTask } from './service.ts'

export async function createTaskAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, taskSchema, createTask)
  if (outcome.ok) refresh()
  return outcome
}

export async function completeTaskAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, taskDoneSchema, completeTask)
  if (outcome.ok) refresh()
  return outcome
}

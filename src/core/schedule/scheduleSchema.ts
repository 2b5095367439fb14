import * as z from 'zod/mini'

/** The schema of a stored schedule. */
export const scheduleSchema = z.object({
  enabled: z.boolean(),
  timezone: z.optional(z.string()),
  hours: z.array(z.object({ day: z.number(), from: z.number(), to: z.number() })),
  pausedUntil: z.optional(z.string()),
})

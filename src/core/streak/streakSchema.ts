import * as z from 'zod/mini'

/** The schema of streak settings on the wire. */
export const streakSchema = z.object({
  enabled: z.boolean(),
  evaluationMode: z.optional(z.enum(['and', 'or'])),
  metrics: z.array(z.object({ key: z.string(), threshold: z.number() })),
  daysOff: z.array(z.number()),
})

import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { parseParts } from '../../../src/adapters/http/parseParts.js'

const schema = z.object({ users: z.array(z.object({ id: z.string() })) })

describe('parseParts', () => {
  it('leaves out 20,000 unreadable entries of an answer', () => {
    const users = Array.from({ length: 20_001 }, (_, index) => ({
      id: index === 10_000 ? 'ada' : index,
    }))
    const parsed = parseParts(schema, { users })
    expect(parsed).toMatchObject({ isReadable: true, data: { users: [{ id: 'ada' }] } })
  })
})

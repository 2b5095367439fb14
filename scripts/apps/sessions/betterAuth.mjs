import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'

export const database = { user: [], session: [], account: [], verification: [] }

export const auth = betterAuth({
  baseURL: 'https://app.example.com',
  secret: 'sentinel-of-better-auth-with-32-characters',
  database: memoryAdapter(database),
  emailAndPassword: { enabled: true },
})

/** Sets the variables that the recipes read when they are loaded. */
import { generateKeyPairSync } from 'node:crypto'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

Object.assign(process.env, {
  NODE_ENV: 'production',
  AUTH_SECRET: 'sentinel-of-auth-js',
  CLERK_SECRET_KEY: 'sk_live_sentinel',
  CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
  CLERK_JWT_KEY: publicKey.export({ type: 'spki', format: 'pem' }),
})

export const clerkKey = privateKey

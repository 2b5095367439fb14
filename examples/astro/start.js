/** Starts the built app. React and Identikit read NODE_ENV, which Astro doesn't set. */
process.env.NODE_ENV ??= 'production'
await import('./dist/server/entry.mjs')

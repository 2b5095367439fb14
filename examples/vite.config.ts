import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { sourceAliases } from '../scripts/sourceAliases.mjs'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('./app'),
  cacheDir: at('../node_modules/.vite/examples'),
  plugins: [react()],
  resolve: {
    // The app imports the public entries, which resolve to the sources here.
    alias: sourceAliases,
  },
  server: {
    fs: {
      allow: [at('..')],
      // Secrets and user data are stored beside the pages.
      deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/.data/**'],
    },
  },
})

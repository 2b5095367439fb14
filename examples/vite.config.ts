import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const source = at('../src')

export default defineConfig({
  root: at('./app'),
  cacheDir: at('../node_modules/.vite/examples'),
  plugins: [react()],
  resolve: {
    // The app imports the public entries, which resolve to the sources here.
    alias: [
      { find: /^identikit$/, replacement: `${source}/index.ts` },
      { find: /^identikit\/styles\.css$/, replacement: `${source}/styles/index.css` },
      { find: /^identikit\/adapters\/(.+)$/, replacement: `${source}/adapters/$1/$1.ts` },
      {
        find: /^identikit\/server\/node$/,
        replacement: `${source}/server/nodeListener.ts`,
      },
      { find: /^identikit\/(.+)$/, replacement: `${source}/$1.ts` },
    ],
  },
  server: {
    fs: {
      allow: [at('..')],
      // Secrets and user data are stored beside the pages.
      deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/.data/**'],
    },
  },
})

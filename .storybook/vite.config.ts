import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { sourceAliases } from '../scripts/sourceAliases.mjs'

/** Storybook must not inherit the library build of ../vite.config.ts. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: sourceAliases },
})

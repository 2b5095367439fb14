import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Storybook must not inherit the library build of ../vite.config.ts. */
export default defineConfig({ plugins: [react()] })

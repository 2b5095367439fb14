import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  // In development, Vite would find these packages after the first page and load that page again.
  optimizeDeps: {
    include: ['identikit', 'identikit/core', 'identikit/remote'],
    exclude: ['@electric-sql/pglite', 'identikit/adapters/postgres', 'identikit/server', 'pg'],
  },
})

import { build } from 'esbuild'

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  define: { 'process.env.NODE_ENV': '"production"' },
}
await build({
  ...options,
  entryPoints: ['src/main.tsx'],
  splitting: true,
  jsx: 'automatic',
  outdir: 'dist/esbuild',
})
await build({ ...options, entryPoints: ['src/worker.ts'], outdir: 'dist/worker' })

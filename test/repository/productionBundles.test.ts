import { build } from 'esbuild'
import { expect, test } from 'vitest'

test.each(['index.ts', 'remote.ts', 'server.ts', 'timezone.ts', 'adapters/knock/knock.ts'])(
  'texts for developers only are not in the production bundle of src/%s',
  async (entry) => {
    const { outputFiles } = await build({
      entryPoints: [`src/${entry}`],
      outdir: 'bundle',
      write: false,
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      define: { 'process.env.NODE_ENV': '"production"' },
    })
    const code = outputFiles.map(({ text }) => text).join('\n')
    expect(code.length).toBeGreaterThan(1000)
    expect(code).not.toContain('Identikit: ')
    expect(code).not.toContain('console.warn')
    expect(code).not.toContain('Correct what was sent')
  },
)

import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Returns the source files that a file of `src` loads. */
async function getModules(path: string): Promise<readonly string[]> {
  const result = (await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: path, formats: ['es'] },
      rollupOptions: { external: (id) => /^[^./]/.test(id) },
    },
  })) as Rollup.RollupOutput[]
  return result
    .flatMap(({ output }) => output)
    .flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []))
    .map((id) => id.replace(root, ''))
}

test('PreferenceCenter: loads no streak component, no streak hook and no frequency', async () => {
  const modules = await getModules('src/components/preferences/PreferenceCenter.tsx')
  expect(modules).toContain('src/components/preferences/PreferenceSwitch.tsx')
  expect(
    modules.filter((id) =>
      /^src\/(components|react)\/streak\/|PreferenceFrequency|ui\/Select/.test(id),
    ),
  ).toEqual([])
})

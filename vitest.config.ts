import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import type { BrowserConfigOptions } from 'vitest/node'
import { launchOptions, resolveBrowser } from './scripts/browser.mjs'
import { sourceAliases } from './scripts/sourceAliases.mjs'
import { selectTests } from './test/campaigns.js'
import { pageModules } from './test/docs/pageModules.js'
import { seedBug } from './test/seededBugs.js'
import { holdModules, releaseModules } from './test/moduleLoads.js'
import { serverHtml } from './test/ssr/command.js'

const browser = (): BrowserConfigOptions => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  viewport: { width: 1200, height: 800 },
  api: { host: '127.0.0.1' },
  provider: playwright({ launchOptions: launchOptions(resolveBrowser()) }),
  commands: { holdModules, releaseModules, serverHtml },
  instances: [{ browser: 'chromium' }],
})

/** Bundled before the first test: Vite reloads the page when it finds a dependency during the tests. */
const optimizeDeps = {
  include: [
    '@guidepup/virtual-screen-reader',
    'react',
    'react/jsx-runtime',
    'react/jsx-dev-runtime',
    'react-dom',
    'react-dom/client',
    '@radix-ui/react-compose-refs',
    '@radix-ui/react-switch',
    '@tanstack/react-query',
    '@testing-library/react',
    'downshift',
    'libphonenumber-js/min',
    'react-hook-form',
    'zod/mini',
  ],
}

/** They replace a module, or test what happens once per page, such as warnings and style sheets. */
const ownPageTests = ['test/**/*.ownPage.test.tsx']

/** The seed of random tests: one per run, printed, and set to repeat a run. */
const seed = Number((process.env['IDENTIKIT_SEED'] ??= String(Date.now() % 2 ** 31)))

/** They share one engine per worker, because a start takes seconds. */
const postgresTests = [
  'test/adapters/postgres/*.test.ts',
  'test/adapters/remote/remote.test.ts',
  'test/cli/postgres.test.ts',
  'test/server/delivery/deliveryGate.postgres.test.ts',
  'test/server/unsubscribe/unsubscribe.postgres.test.ts',
  'test/server/export/exportUser.test.ts',
  'test/server/guestMerge.test.ts',
  'test/server/order/manyChanges.test.ts',
  'test/server/preferences/catalogReset.test.ts',
  'test/server/preferences/limits.test.ts',
  'test/server/provision/provision.test.ts',
]

/** Whether the run checks that a test catches a bug. It leaves out the project of stories, which takes seconds to load. */
const isSeeded = process.env['IDENTIKIT_BUG'] !== undefined

/** The project that runs the stories. */
function stories(): TestProjectInlineConfiguration {
  return {
    extends: true,
    plugins: [
      tailwindcss(),
      storybookTest({
        configDir: fileURLToPath(new URL('./.storybook', import.meta.url)),
        // Private components have their own tests, and scripts/a11y.mjs runs their stories.
        tags: { exclude: ['internal'] },
      }),
    ],
    // Opening a page per file takes longer than its stories.
    test: { name: 'storybook', isolate: false, browser: browser() },
  }
}

const unitTests = selectTests('unit', ['test/**/*.test.ts'])
const browserTests = selectTests('browser', ['test/**/*.test.tsx'])

export default defineConfig({
  plugins: [seedBug(), pageModules(), react()],
  // Stories import the entries of the package, as hosts do.
  resolve: { alias: sourceAliases },
  optimizeDeps,
  test: {
    reporters: ['default', './test/tally-reporter.ts'],
    restoreMocks: true,
    // By default Vitest uses all cores but one, which is half of a machine with two.
    maxWorkers: '100%',
    provide: { seed },
    // Long, since tests are slow on a busy machine. A test that a seeded bug stops ends sooner.
    testTimeout: isSeeded ? 15_000 : 120_000,
    hookTimeout: 120_000,
    // Parts that are loaded on demand can take seconds there, too.
    expect: { poll: { timeout: 10_000 } },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      reporter: ['text', 'json-summary'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          pool: 'threads',
          environment: 'node',
          include: unitTests.include,
          exclude: ['test/e2e/**', ...postgresTests, ...unitTests.exclude],
          setupFiles: ['./test/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'unit postgres',
          pool: 'threads',
          environment: 'node',
          ...selectTests('unit postgres', postgresTests),
          isolate: false,
          setupFiles: ['./test/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: browserTests.include,
          exclude: [...ownPageTests, ...browserTests.exclude],
          // One page for all files is faster, and each test cleans up.
          isolate: false,
          setupFiles: ['./test/setup.ts', './test/setup.browser.ts'],
          browser: browser(),
        },
      },
      {
        extends: true,
        test: {
          // A project of its own, since an instance of a browser can't change `isolate`.
          name: 'browser own page',
          include: ownPageTests,
          setupFiles: ['./test/setup.ts', './test/setup.browser.ts'],
          browser: browser(),
        },
      },
      ...(isSeeded ? [] : [stories()]),
      {
        extends: true,
        test: {
          name: 'e2e',
          globalSetup: './test/e2e/buildPages.ts',
          environment: 'node',
          ...selectTests('e2e', ['test/e2e/**/*.test.ts']),
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Runs last, because it starts servers and browsers.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

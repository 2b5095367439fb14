/** The tests of `npm test` and of the campaigns, by project of vitest.config.ts. */
export type TestProject = 'unit' | 'unit postgres' | 'browser' | 'e2e'

/** Tests that only the campaigns run: long ones, and tests of private parts. */
const campaignOnly: Readonly<Record<TestProject, readonly string[]>> = {
  unit: [
    'test/adapters/odd/oddAnswers.test.ts',
    'test/bench/clicks.test.ts',
    'test/cli/{failureFile,initTypes,memory.campaign}.test.ts',
    'test/core/timezone/importEntries.test.ts',
    'test/server/order/crash.campaign.test.ts',
    'test/types/register.test.ts',
  ],
  'unit postgres': [
    'test/adapters/postgres/{statements,migrations,bulk,indexes}.test.ts',
    // They start a Postgres server of Debian's package.
    'test/adapters/postgres/*.real.test.ts',
  ],
  browser: [
    'test/components/fields/{contactInputs,PhoneInput.typing}.test.tsx',
    'test/components/timezone/TimezonePicker.keys.test.tsx',
    'test/components/translatedPage.test.tsx',
    // They read the screens with a virtual screen reader.
    'test/screenReader/**/*.test.tsx',
  ],
  e2e: [
    // What the accessibility step checks stories with.
    'test/e2e/accessibilityChecks.test.ts',
    'test/e2e/hydration/*.test.ts',
    'test/e2e/{memory,timezones}.test.ts',
    // The main flow over Postgres and over each vendor, which starts a server each.
    'test/e2e/postgres.test.ts',
    'test/e2e/services/*.test.ts',
  ],
}

/** Tests with random cases, of which the campaigns run more. */
const longerInCampaigns: Readonly<Record<TestProject, readonly string[]>> = {
  unit: [
    'test/**/{fuzz,*.fuzz,*.model,mutation,*.mutation,untouched}.test.ts',
    'test/adapters/{knock,trophy}/preferences.test.ts',
    'test/core/schedule/openHours.test.ts',
    'test/server/delivery/decideTime.test.ts',
    'test/server/order/slowService.test.ts',
  ],
  'unit postgres': ['test/adapters/postgres/*.model.test.ts'],
  browser: ['test/**/*.model.test.tsx'],
  e2e: [],
}

/** Returns which tests of a project run: those of `npm test`, those of the campaigns, or both for a seeded bug. */
export function selectTests(
  project: TestProject,
  all: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { readonly include: string[]; readonly exclude: string[] } {
  const only = campaignOnly[project]
  if (env['IDENTIKIT_BUG'] !== undefined) return { include: [...all], exclude: [] }
  return env['IDENTIKIT_CAMPAIGN'] === undefined
    ? { include: [...all], exclude: [...only] }
    : { include: [...only, ...longerInCampaigns[project]], exclude: [] }
}

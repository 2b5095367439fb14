/** How an adapter is created in a host's handler. */
interface AdapterChoice {
  /** The lines that import what it needs, in order. */
  readonly imports: readonly string[]
  /** What stands between the imports and the handler. */
  readonly setup?: string | undefined
  /** The expression that creates it. */
  readonly create: string
  /** The packages that it needs beside the kit. */
  readonly packages: readonly string[]
  /** The packages that TypeScript needs. */
  readonly typePackages: readonly string[]
  /** The environment variables that it reads. */
  readonly variables: readonly string[]
}

/** The adapters that `identikit init` can write, the default first. */
export const adapterNames = [
  'memory',
  'postgres',
  'knock',
  'novu',
  'notiflows',
  'trophy',
  'engage',
  'courier',
  'onesignal',
] as const

/** The frameworks that `identikit init` knows. */
export type Framework = 'next' | 'react-router' | 'astro' | 'vite'

/** The name of an adapter. */
export type AdapterName = (typeof adapterNames)[number]

/** Returns how an adapter is created. */
export function getAdapterChoice(
  name: AdapterName,
  framework: Framework,
  isTypeScript: boolean,
): AdapterChoice {
  if (name === 'memory') return getMemoryChoice(framework, isTypeScript)
  if (name === 'postgres') return postgres
  const { factory, options, more = '' } = services[name]
  const assertion = isTypeScript ? '!' : ''
  const lines = options.map(
    ([key, variable]) => `    ${key}: process.env.${variable}${assertion},\n`,
  )
  return {
    imports: [importFrom(factory, name)],
    create: `${factory}({\n${lines.join('')}${more}  })`,
    packages: [],
    typePackages: [],
    variables: options.map(([, variable]) => variable),
  }
}

const importFrom = (factory: string, entry: string) =>
  `import { ${factory} } from 'identikit/adapters/${entry}'`

const postgres: AdapterChoice = {
  imports: [`import pg from 'pg'`, importFrom('createPostgresAdapter', 'postgres')],
  setup: 'const pool = new pg.Pool()',
  create: 'createPostgresAdapter({ query: (text, params) => pool.query(text, params) })',
  packages: ['pg'],
  typePackages: ['@types/pg'],
  variables: ['PGHOST', 'PGUSER', 'PGPASSWORD', 'PGDATABASE'],
}

/** A service with keys. */
interface Service {
  readonly factory: string
  /** The options that hold keys, with their variables. */
  readonly options: readonly (readonly [option: string, variable: string])[]
  /** Further options. */
  readonly more?: string
}

const services: Readonly<Record<Exclude<AdapterName, 'memory' | 'postgres'>, Service>> = {
  knock: { factory: 'createKnockAdapter', options: [['apiKey', 'KNOCK_API_KEY']] },
  novu: { factory: 'createNovuAdapter', options: [['secretKey', 'NOVU_SECRET_KEY']] },
  notiflows: {
    factory: 'createNotiflowsAdapter',
    options: [
      ['publicKey', 'NOTIFLOWS_PUBLIC_KEY'],
      ['secretKey', 'NOTIFLOWS_SECRET_KEY'],
    ],
  },
  courier: { factory: 'createCourierAdapter', options: [['apiKey', 'COURIER_API_KEY']] },
  onesignal: {
    factory: 'createOneSignalAdapter',
    options: [
      ['appId', 'ONESIGNAL_APP_ID'],
      ['apiKey', 'ONESIGNAL_API_KEY'],
    ],
    more: `    types: [], // The types whose choices are kept in tags: { id, channels }\n`,
  },
  trophy: { factory: 'createTrophyAdapter', options: [['apiKey', 'TROPHY_API_KEY']] },
  engage: {
    factory: 'createEngageAdapter',
    options: [
      ['publicKey', 'ENGAGE_PUBLIC_KEY'],
      ['secretKey', 'ENGAGE_SECRET_KEY'],
    ],
    more: `    lists: [], // The lists that users can choose, with the ids that Engage shows: { id, label }\n`,
  },
}

/** The modules of a Next.js server are loaded once per page, and others again after each change, so the data are kept in a global variable. */
function getMemoryChoice(framework: Framework, isTypeScript: boolean): AdapterChoice {
  const factory = 'createMemoryAdapter'
  const warning = '// Data is lost when the server stops: choose another adapter before a release.'
  const declaration = `declare global {
  var identikitAdapter: ReturnType<typeof createMemoryAdapter> | undefined
}
`
  return {
    imports: [importFrom(factory, 'memory')],
    ...(framework !== 'vite' && isTypeScript && { setup: `${declaration}\n${warning}` }),
    ...((framework === 'vite' || !isTypeScript) && { setup: warning }),
    create:
      framework !== 'vite' ? `(globalThis.identikitAdapter ??= ${factory}())` : `${factory}()`,
    packages: [],
    typePackages: [],
    variables: [],
  }
}

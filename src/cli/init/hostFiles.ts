import { getAdapterChoice } from './adapterChoices.js'
import type { Project } from './detectProject.js'
import type { HostFile } from './hostFile.js'
import { listRouteFiles } from './routeFiles.js'

/** Returns the files that connect the kit to a project. */
export function listHostFiles(project: Project): readonly HostFile[] {
  const { base, isTypeScript } = project
  const [code, markup] = isTypeScript ? ['ts', 'tsx'] : ['js', 'jsx']
  const files = [
    { path: `notifications.${code}`, content: catalogFile(project) },
    { path: `server/${toServerName('handler', project)}.${code}`, content: handlerFile(project) },
    { path: `server/${toServerName('session', project)}.${code}`, content: sessionFile(project) },
    { path: `Settings.${markup}`, content: settingsFile(project) },
    ...listRouteFiles(project),
  ]
  return files.map(({ path, content }) => ({ path: base + path, content }))
}

/** React Router keeps modules with this ending out of the browser's files. */
export const toServerName = (name: string, { framework }: Pick<Project, 'framework'>) =>
  framework === 'react-router' ? `${name}.server` : name

const catalogFile = ({ isTypeScript }: Project) => `import { defineCatalog } from 'identikit/core'

export const catalog = defineCatalog([
  {
    id: 'comments',
    label: 'Comments and mentions',
    group: 'Activity',
    channels: ['email', 'push', 'in_app'],
    default: true,
  },
  {
    id: 'weekly-recap',
    label: 'Weekly recap',
    group: 'Summaries',
    channels: ['email', 'push'],
    default: { email: true, push: false },
  },
  {
    id: 'security',
    label: 'Security alerts',
    group: 'Account',
    channels: ['email', 'sms'],
    default: { email: true, sms: false },
    locked: {
      channels: ['email'],
      reason: 'Security alerts always go to your email so we can protect your account.',
    },
  },
]${isTypeScript ? ' as const' : ''})
`

function handlerFile(project: Project): string {
  const { adapter, framework, isTypeScript } = project
  const { imports, setup, create } = getAdapterChoice(adapter, framework, isTypeScript)
  return `${imports.join('\n')}
import { createUserHandler } from 'identikit/server'
import { catalog } from '../notifications'
import { getSession } from './${toServerName('session', project)}' // yours

${setup === undefined ? '' : `${setup}\n`}export const handler = createUserHandler({
  adapter: ${create},
  authenticate: async (request) => (await getSession(request))?.userId,
  catalog,
  // Your server sets these fields itself. They override what a browser sends.
  trusted: async (request) => ({ email: (await getSession(request))?.verifiedEmail }),
})
`
}

function sessionFile({ isTypeScript }: Project): string {
  const [parameter, result] = isTypeScript
    ? [
        ": { headers: Pick<Headers, 'get'> }",
        ': Promise<{ userId: string; verifiedEmail?: string } | undefined>',
      ]
    : ['', '']
  return `/**
 * Returns who is signed in, or nothing. Replace this with the session of your product: docs/sessions.md of Identikit has examples.
 * Read it from a signed cookie or a token, and never from a body or a URL. Until then, everybody is one demo user in development.
 */
export async function getSession(_request${parameter})${result} {
  if (process.env.NODE_ENV !== 'development') {
    console.warn(
      'getSession() is a sample: nobody is signed in, because NODE_ENV is not "development".',
    )
    return undefined
  }
  return { userId: 'demo', verifiedEmail: 'demo@example.com' }
}
`
}

const settingsFile = ({ isTypeScript }: Project) => `'use client' // for Next.js
import { IdentikitProvider, PreferenceCenter${isTypeScript ? ', type IdentikitProviderProps' : ''} } from 'identikit'
import { createRemoteClient } from 'identikit/remote'
import 'identikit/styles.css'
import { catalog } from './notifications'

const client = createRemoteClient({ url: '/api/identikit' })

export function Settings({ userId, initial }${isTypeScript ? `: Pick<IdentikitProviderProps, 'userId' | 'initial'>` : ''}) {
  return (
    <IdentikitProvider client={client} userId={userId} initial={initial} catalog={catalog}>
      <PreferenceCenter />
    </IdentikitProvider>
  )
}
`

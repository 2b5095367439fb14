import type { Project } from './detectProject.js'
import type { HostFile } from './hostFile.js'

/** Returns the files that serve the handler and render the settings in a framework, below the folder of the sources. */
export function listRouteFiles(project: Project): readonly HostFile[] {
  const [code, markup] = project.isTypeScript ? ['ts', 'tsx'] : ['js', 'jsx']
  const files: Readonly<Record<Project['framework'], readonly HostFile[]>> = {
    next: [
      { path: `app/api/identikit/[[...path]]/route.${code}`, content: nextRoute(project) },
      { path: `app/settings/page.${markup}`, content: nextPage(project) },
    ],
    'react-router': [
      { path: `routes/identikit.${code}`, content: reactRouterRoute(project) },
      { path: `routes/settings.${markup}`, content: reactRouterPage(project) },
    ],
    astro: [
      { path: `pages/api/identikit/[...path].${code}`, content: astroEndpoint(project) },
      { path: 'pages/settings.astro', content: astroPage },
    ],
    vite: [{ path: `server/main.${code}`, content: nodeServer(project) }],
  }
  return files[project.framework]
}

const nextRoute = ({
  hasAlias,
}: Project) => `import { handler } from '${hasAlias ? '@' : '../../../..'}/server/handler'

export { handler as GET, handler as PUT, handler as PATCH, handler as POST, handler as DELETE }
`

function nextPage({ hasAlias }: Project): string {
  const base = hasAlias ? '@' : '../..'
  return `import { headers } from 'next/headers'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { Settings } from '${base}/Settings'
import { handler } from '${base}/server/handler'
import { getSession } from '${base}/server/session' // yours

export default function SettingsPage() {
  return (
    <Suspense>
      <UserSettings />
    </Suspense>
  )
}

async function UserSettings() {
  await connection() // Next.js doesn't prerender what follows
  const request = { headers: await headers() }
  const session = await getSession(request)
  return <Settings userId={session?.userId ?? null} initial={await handler.read(request)} />
}
`
}

function reactRouterRoute({ isTypeScript }: Project): string {
  const types = `import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'\n`
  const [loaderType, actionType] = isTypeScript
    ? [': LoaderFunctionArgs', ': ActionFunctionArgs']
    : ['', '']
  return `${isTypeScript ? types : ''}import { handler } from '../server/handler.server'

export const loader = ({ request }${loaderType}) => handler(request)
export const action = ({ request }${actionType}) => handler(request)
`
}

const reactRouterPage = ({
  isTypeScript,
}: Project) => `import { redirect, useLoaderData${isTypeScript ? ', type LoaderFunctionArgs' : ''} } from 'react-router'
import { Settings } from '../Settings'
import { handler } from '../server/handler.server'
import { getSession } from '../server/session.server' // yours

export async function loader({ request }${isTypeScript ? ': LoaderFunctionArgs' : ''}) {
  const session = await getSession(request)
  if (!session) throw redirect('/')
  return { userId: session.userId, initial: await handler.read(request) }
}

export default function SettingsPage() {
  const { userId, initial } = useLoaderData${isTypeScript ? '<typeof loader>' : ''}()
  return <Settings userId={userId} initial={initial} />
}
`

const astroEndpoint = ({
  isTypeScript,
}: Project) => `${isTypeScript ? `import type { APIRoute } from 'astro'\n` : ''}import { handler } from '../../../server/handler'

export const prerender = false
export const ALL${isTypeScript ? ': APIRoute' : ''} = ({ request }) => handler(request)
`

const astroPage = `---
import { Settings } from '../Settings'
import { handler } from '../server/handler'
import { getSession } from '../server/session' // yours

export const prerender = false
const session = await getSession(Astro.request)
const initial = await handler.read(Astro.request)
---

<Settings client:load userId={session?.userId ?? null} initial={initial} />
`

/** The configuration of a Vite app leaves out Node's types. */
const nodeServer = ({ isTypeScript }: Project) =>
  `${isTypeScript ? '/// <reference types="node" />\n' : ''}import { createServer } from 'node:http'
import { toNodeListener } from 'identikit/server/node'
import { handler } from './handler'

createServer(toNodeListener(handler)).listen(3000)
`

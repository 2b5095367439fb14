import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getAdapterChoice } from './adapterChoices.js'
import type { Project } from './detectProject.js'
import { toServerName } from './hostFiles.js'

/** Returns what is left to the host, as numbered lines. */
export function listNextSteps(cwd: string, project: Project): readonly string[] {
  const steps = [
    installStep(project),
    variablesStep(project),
    typesStep(project),
    ...listFrameworkSteps(cwd, project),
    `Return your signed-in user in ${project.base}server/${toServerName('session', project)}.${project.isTypeScript ? 'ts' : 'js'}. Until then, development has one demo user.`,
    project.framework === 'vite'
      ? 'Start your app and open the page with <Settings>.'
      : 'Start your app and open /settings.',
  ].filter((step) => step !== undefined)
  return ['Next steps', ...steps.map((step, index) => `  ${index + 1}. ${step}`)]
}

function installStep({ adapter, framework, isTypeScript, packages, addCommand }: Project) {
  const { packages: needed, typePackages } = getAdapterChoice(adapter, framework, isTypeScript)
  const all = [
    'identikit',
    ...needed,
    ...(isTypeScript ? typePackages : []),
    ...(framework === 'vite' ? ['tsx'] : []),
    ...(framework === 'vite' && isTypeScript ? ['@types/node'] : []),
  ]
  const missing = all.filter((name) => !packages.has(name))
  return missing.length > 0 ? `${addCommand} ${missing.join(' ')}` : undefined
}

/** Services other than your own storage have types with ids of their own, and refuse others. */
function typesStep({ adapter, base, isTypeScript }: Project) {
  if (adapter === 'memory' || adapter === 'postgres') return undefined
  return `Replace the ids in ${base}notifications.${isTypeScript ? 'ts' : 'js'} with those of the service (docs/vendors.md): it refuses others.`
}

function variablesStep({ adapter, framework, isTypeScript }: Project) {
  const { variables } = getAdapterChoice(adapter, framework, isTypeScript)
  return variables.length > 0
    ? `Set ${variables.join(', ')} in the environment of your server.`
    : undefined
}

function listFrameworkSteps(cwd: string, project: Project): readonly string[] {
  if (project.framework === 'react-router') return listReactRouterSteps(project)
  if (project.framework === 'astro') return listAstroSteps(project)
  return project.framework === 'vite' ? listViteSteps(cwd, project) : []
}

function listReactRouterSteps({ isTypeScript }: Project): readonly string[] {
  const [code, markup] = isTypeScript ? ['ts', 'tsx'] : ['js', 'jsx']
  return [
    `Add these to app/routes.${code}:
       route('settings', 'routes/settings.${markup}'),
       route('api/identikit/*', 'routes/identikit.${code}'),`,
  ]
}

function listAstroSteps({ packages }: Project): readonly string[] {
  const servers = ['node', 'vercel', 'netlify', 'cloudflare']
  const hasServer = servers.some((name) => packages.has(`@astrojs/${name}`))
  const missing = [
    ...(packages.has('@astrojs/react') ? [] : ['react']),
    ...(hasServer ? [] : ['node']),
  ]
  return missing.length > 0 ? [`npx astro add ${missing.join(' ')}`] : []
}

function listViteSteps(cwd: string, { base, isTypeScript }: Project): readonly string[] {
  const main = `${base}server/main.${isTypeScript ? 'ts' : 'js'}`
  const proxy = "server: { proxy: { '/api': { target: 'http://localhost:3000' } } },"
  return [
    ...(hasProxy(cwd) ? [] : [`Add this to the configuration of Vite:\n       ${proxy}`]),
    `Render <Settings userId="demo" /> in your app, with the id of your signed-in user in place of "demo".`,
    `Start the server of the kit beside Vite: ${process.platform === 'win32' ? 'set NODE_ENV=development&& ' : 'NODE_ENV=development '}npx tsx ${main}`,
  ]
}

function hasProxy(cwd: string): boolean {
  const file = ['vite.config.ts', 'vite.config.js', 'vite.config.mts', 'vite.config.mjs']
    .map((name) => join(cwd, name))
    .find((path) => existsSync(path))
  return file !== undefined && readFileSync(file, 'utf8').includes("'/api'")
}

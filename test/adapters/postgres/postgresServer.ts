import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Pool } from 'pg'

/** The isolation levels of Postgres. */
export const isolationLevels = ['read committed', 'repeatable read', 'serializable'] as const
/** An isolation level of Postgres. */
export type IsolationLevel = (typeof isolationLevels)[number]

/** A Postgres server of its own, on 127.0.0.1, with its data in a temporary directory. */
export interface PostgresServer {
  /** Opens a pool whose statements have an isolation level. `close` ends it. */
  openPool(connections: number, level?: IsolationLevel): Pool
  /** Ends the server with SIGKILL, as a crash does. */
  kill(): Promise<void>
  /** Starts the server again after `kill`. */
  start(): Promise<void>
  /** Ends the server and deletes its data. */
  stop(): Promise<void>
}

/** Postgres refuses to run as root, so its programs then run as the user that Debian's package creates. */
const isRoot = process.getuid?.() === 0
const asPostgres = ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups']

const toCommand = (command: string[]): [string, string[]] => {
  const [program = '', ...rest] = isRoot ? [...asPostgres, ...command] : command
  return [program, rest]
}

function run(...command: string[]): void {
  const [program, rest] = toCommand(command)
  const { status, stderr, error } = spawnSync(program, rest, { encoding: 'utf8', cwd: '/' })
  if (status !== 0) throw new Error(`${command[0]} failed: ${stderr}`, { cause: error })
}

/** Returns the directory of the newest version that Debian's packages installed. */
async function findPrograms(): Promise<string> {
  const root = '/usr/lib/postgresql'
  const versions = await readdir(root).catch(() => [])
  const installed = versions.filter((version) => existsSync(join(root, version, 'bin/initdb')))
  const newest = installed.map(Number).sort((a, b) => b - a)[0]
  if (newest === undefined) throw new Error(`No Postgres in ${root}: apt-get install postgresql`)
  return join(root, String(newest), 'bin')
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('The port has no number.')
  return address.port
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/**
 * Creates and starts a Postgres server of Debian's package `postgresql`.
 * @param options settings of the server by name
 * @throws Error if it isn't installed
 */
export async function openPostgresServer(
  options: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const programs = await findPrograms()
  const directory = await mkdtemp(join(tmpdir(), 'identikit-postgres-'))
  if (isRoot) spawnSync('chown', ['postgres:postgres', directory])
  const data = join(directory, 'data')
  run(join(programs, 'initdb'), '--auth=trust', '--username=postgres', '--no-sync', '-D', data)
  const port = await findPort()
  const address = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' }
  let server: ChildProcess | undefined

  async function isReady(): Promise<boolean> {
    const client = new Client(address)
    try {
      await client.connect()
      await client.query('select 1')
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  async function start(): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      shared_buffers: '16MB',
      max_connections: '120',
      ...options,
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const command = [join(programs, 'postgres'), '-D', data, '-p', String(port), ...flags]
    // After a crash, a start fails until the last process of the former server ended.
    for (let tries = 0; tries < 200; tries += 1) {
      const [program, rest] = toCommand(command)
      const child = spawn(program, rest, { stdio: 'ignore', cwd: '/' })
      server = child
      while (child.exitCode === null) {
        if (await isReady()) return
        await pause(50)
      }
      await pause(50)
    }
    throw new Error('Postgres did not start.')
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }

  await start()
  return {
    start,
    openPool(connections, level = 'read committed') {
      const isolation = `-c default_transaction_isolation=${level.replace(' ', '\\ ')}`
      const pool = new Pool({ ...address, max: connections, options: isolation })
      // A connection that the server ends while it is idle. The next query opens another one.
      pool.on('error', () => undefined)
      return pool
    },
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGINT')
      await rm(directory, { recursive: true, force: true })
    },
  }
}

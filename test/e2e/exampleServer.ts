import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ExampleServer {
  readonly url: string
  /** The error output so far. */
  readonly complaints: () => string
  /** Sends a signal and resolves with the exit code. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<number | null>
}

type Env = Readonly<Record<string, string>>

const script = fileURLToPath(new URL('../../examples/dev.mjs', import.meta.url))

/** Starts the example as `npm run dev` does. @default a free port */
export async function startExample(env: Env): Promise<ExampleServer> {
  const { child, output } = run(env)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /http:\/\/\S+(?=\n)/.exec(output.stdout)
      if (found) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(`The example did not start: ${output.stderr}`)))
  })
  return {
    url,
    // The tests also send requests without a session, of which the handler warns in development.
    complaints: () =>
      output.stderr.replaceAll(/^Identikit: authenticate\(\) returned no user.*\n/gm, ''),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      child.kill(signal)
      const [code] = (await once(child, 'exit')) as [number | null]
      return code
    },
  }
}

/** Runs the server until it exits. */
export async function runExample(env: Env): Promise<{ code: number | null; stderr: string }> {
  const { child, output } = run(env)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stderr: output.stderr }
}

function run(env: Env): { child: ChildProcess; output: { stdout: string; stderr: string } } {
  const output = { stdout: '', stderr: '' }
  // The test runner's variables would change the mode of React and Vite, and a key would connect to a real service.
  const variables = Object.entries(process.env).filter(
    ([name]) =>
      !/^(NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|TEST|VITE.*|IDENTIKIT_.*|.*_(API|PUBLIC|SECRET)_KEY|PORT)$/.test(
        name,
      ),
  )
  const child = spawn(process.execPath, [script], {
    env: { ...Object.fromEntries(variables), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  return { child, output }
}

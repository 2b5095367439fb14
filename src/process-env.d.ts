// The only part of `process` that the kit reads outside of the command. Bundlers replace it.
declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV?: string | undefined
  }
  interface Process {
    env: ProcessEnv
  }
}

declare var process: NodeJS.Process

// The only part of `process` that the kit reads, for builds without the types of Node. Bundlers replace it.
declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV?: string | undefined
  }
  interface Process {
    env: ProcessEnv
  }
}

declare var process: NodeJS.Process

declare namespace NodeJS {
  interface ProcessEnv {
    /** Replaced by bundlers, which leave out what is for development only. */
    NODE_ENV?: string | undefined
  }
}

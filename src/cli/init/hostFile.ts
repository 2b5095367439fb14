/** A file of a host's project. */
export interface HostFile {
  /** The path in the folder of the project. */
  readonly path: string
  readonly content: string
}

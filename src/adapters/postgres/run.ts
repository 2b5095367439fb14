/** Sends one statement; every parameter is text. */
export type Run = (statement: string, params?: readonly string[]) => Promise<readonly unknown[]>

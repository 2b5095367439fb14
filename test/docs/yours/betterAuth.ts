/** The part of an instance of `betterAuth()`, version 1.7, that the docs use. */
export declare const auth: {
  readonly api: {
    getSession(request: {
      readonly headers: Headers
    }): Promise<{ readonly user: { readonly id: string } } | null>
  }
}

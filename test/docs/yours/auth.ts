/** The `auth` of `NextAuth()`, version 5. */
export declare function auth(): Promise<{ readonly user?: { readonly id?: string } } | null>

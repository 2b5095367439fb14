/** The parts of packages that the docs import and this repository doesn't install. */

declare module 'next/headers' {
  export function headers(): Promise<Headers>
}

declare module 'next/server' {
  export function connection(): Promise<void>
}

declare module 'react-router' {
  /** Version 7. */
  export function useBlocker(
    isBlocking: boolean,
  ):
    | { readonly state: 'unblocked' | 'proceeding' }
    | { readonly state: 'blocked'; proceed(): void; reset(): void }
  export interface LoaderFunctionArgs {
    readonly request: Request
  }
  export type ActionFunctionArgs = LoaderFunctionArgs
  export function redirect(url: string): Response
  export function useLoaderData<Loader extends (args: LoaderFunctionArgs) => unknown>(): Awaited<
    ReturnType<Loader>
  >
}

declare module '@react-router/dev/routes' {
  export type RouteConfig = readonly unknown[]
  export function route(path: string, file: string): unknown
}

declare module '@react-router/dev/vite' {
  export function reactRouter(): []
}

declare module 'astro' {
  export type APIRoute = (context: { readonly request: Request }) => Response | Promise<Response>
}

declare module 'web-push' {
  const webpush: {
    setVapidDetails(subject: string, publicKey: string, privateKey: string): void
    sendNotification(subscription: unknown, payload: string): Promise<unknown>
  }
  export default webpush
}

declare module '@auth/core/jwt' {
  /** Version 0.41. */
  export function getToken(options: {
    readonly req: Request
    readonly secret: string
    readonly secureCookie?: boolean
  }): Promise<{ readonly sub?: string } | null>
}

declare module '@clerk/backend' {
  /** Version 3. */
  export function createClerkClient(options: {
    readonly secretKey: string
    readonly publishableKey: string
    readonly jwtKey?: string | undefined
  }): {
    authenticateRequest(
      request: Request,
      options: { readonly authorizedParties: readonly string[] },
    ): Promise<
      | { readonly isAuthenticated: true; toAuth(): { readonly userId: string } }
      | { readonly isAuthenticated: false }
    >
  }
}

declare module 'next' {
  interface Rewrite {
    readonly source: string
    readonly destination: string
  }

  export interface NextConfig {
    readonly rewrites?: () => Promise<readonly Rewrite[]>
  }
}

declare module 'jose' {
  /** Version 6. */
  interface RemoteKeys {
    readonly coolingDown: boolean
  }

  export namespace errors {
    class JWTExpired extends Error {}
  }

  export function createRemoteJWKSet(url: URL): RemoteKeys
  export function jwtVerify(
    token: string,
    keys: RemoteKeys,
    options: { readonly issuer: string; readonly audience: string },
  ): Promise<{ readonly payload: { readonly sub?: string } }>
}

declare module '@knocklabs/react' {
  /** Version 0.13. */
  export { KnockProvider, usePreferences } from '@knocklabs/react-core'
}

declare module '@novu/react' {
  import type { JSX, ReactNode } from 'react'

  /** Version 3. */
  interface Preference {
    readonly workflow?: { readonly id: string; readonly name: string; readonly critical: boolean }
    readonly channels: Readonly<
      Partial<Record<'email' | 'sms' | 'in_app' | 'chat' | 'push', boolean>>
    >
    update(options: { readonly channels: Preference['channels'] }): Promise<unknown>
  }

  export function Inbox(props: {
    readonly applicationIdentifier: string
    readonly subscriberId: string
    readonly children?: ReactNode
  }): JSX.Element
  export function Preferences(): JSX.Element
  export function usePreferences(): { readonly preferences?: readonly Preference[] }
}

/** A session of the product. */
export interface Session {
  readonly userId: string
  readonly verifiedEmail?: string | undefined
  readonly organizationIds: readonly string[]
  readonly viewedUserId?: string | undefined
  readonly guestId?: string | undefined
}

export declare function getSession(request: {
  readonly headers: Pick<Headers, 'get'>
}): Promise<Session | undefined>

export declare const authenticate: (request: Request) => Promise<string | undefined>

export declare function forgetGuest(request: Request): Promise<void>

export declare function isAdmin(userId: string): Promise<boolean>

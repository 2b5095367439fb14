/** The account of a user in the product. */
export interface Account {
  readonly name: string
  readonly phone: string | null
  readonly isPhoneVerified: boolean
  readonly slackId: string | null
  readonly pendingEmail?: string
}

export declare function openCodeDialog(): Promise<void>
export declare function connectSlack(): void
export declare function requestEmail(email: string): Promise<undefined>
export declare function uploadAvatar(file: File): Promise<{ readonly url: string }>
export declare const roles: readonly { readonly value: string; readonly label: string }[]

export declare const api: {
  requestEmail(email: string): Promise<{ readonly ok: boolean; readonly message: string }>
  cancelEmail(): Promise<void>
  deleteAccount(): Promise<void>
}

export declare const accounts: { find(id: string): Promise<Account | undefined> }

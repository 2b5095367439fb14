/** What the product sends with. */
export declare function sendEmail(message: {
  readonly to: string
  readonly subject?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly text?: string
}): Promise<void>

export declare function sendRecap(userId: string): Promise<void>

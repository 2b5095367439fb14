/** An email that waits to be sent. */
export interface QueuedEmail {
  readonly userId: string
  readonly type: string
  readonly address: string
  readonly subject: string
  readonly text: string
}

export declare function enqueue(email: QueuedEmail, at: string): Promise<void>
export declare function collect(email: QueuedEmail, at: string): Promise<void>

export declare function takeDueDigests(now: Date): Promise<
  readonly {
    readonly userId: string
    readonly type: string
    readonly emails: readonly QueuedEmail[]
  }[]
>

/** The tables of the page that a product replaces. */
export declare function writeOldValue(
  userId: string,
  value: { readonly type: string; readonly channel: string; readonly isOn: boolean },
): Promise<void>

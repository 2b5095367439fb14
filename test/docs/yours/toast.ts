export declare function toast(
  text: string,
  options?: { readonly action: { readonly label: string; readonly onClick: () => unknown } },
): void

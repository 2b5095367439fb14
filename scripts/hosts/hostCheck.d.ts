interface HostCheck {
  /** Replaces the style sheet of the page. */
  apply(css: string): void
  /** Records the rings of the controls. */
  keepRings(): void
  /** Records the page. */
  keep(): void
  /** Returns the differences to the recorded page. */
  compare(): string[]
  compareRings(): string[]
}

/** The script of the pages of `npm run check:hosts`. */
declare var hostCheck: HostCheck

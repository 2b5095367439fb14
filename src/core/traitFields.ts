export interface TraitField {
  readonly key: string
  readonly label: string
  readonly description?: string | undefined
  readonly required?: boolean | undefined
  readonly readOnly?: boolean | string | undefined
}

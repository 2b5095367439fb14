/**
 * Creates a function that returns the text for a number. It chooses the form that the language uses for the number, and replaces `#` by the
 * formatted number. `Rule` lists the forms of the language except `other`, as in `new Intl.PluralRules('pl').resolvedOptions()`.
 * @example
 * const plural = createPlural<'one'>('de')
 * plural(2, { one: '# Tag', other: '# Tage' }) // "2 Tage"
 */
export function createPlural<Rule extends Exclude<Intl.LDMLPluralRule, 'other'> = never>(
  tag: string,
): (count: number, forms: Readonly<Record<Rule | 'other', string>>) => string {
  return (count, forms) => {
    const rule = new Intl.PluralRules(tag).select(count) as Rule
    const form = Object.hasOwn(forms, rule) ? forms[rule] : forms.other
    return form.replace('#', new Intl.NumberFormat(tag).format(count))
  }
}

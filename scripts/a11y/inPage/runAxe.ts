import axe from 'axe-core'
import { describe, walkElements } from './composedTree.js'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Runs axe over the page and returns its findings. Forced colors have contrast, and axe compares them with -webkit-text-fill-color, which
 * Chromium doesn't force.
 */
export async function runAxe(hasForcedColors: boolean): Promise<string[]> {
  const { violations } = await axe.run(
    { include: document.body, exclude: ['.sb-wrapper', '#storybook-docs'] },
    {
      resultTypes: ['violations'],
      runOnly: tags,
      // A story is a part of a page, so it's in no landmark.
      rules: { region: { enabled: false }, 'color-contrast': { enabled: !hasForcedColors } },
    },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) =>
        `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ')}`,
    ),
  )
}

/** Finds parts of the kit with a `style` attribute, which the content security policy of a host can forbid. */
export const findInlineStyles = (): string[] =>
  [...walkElements(document.body)]
    .filter(
      (element) =>
        element.hasAttribute('style') && /(^| )ik-/.test(element.getAttribute('class') ?? ''),
    )
    .map((element) => `${describe(element)} has style="${element.getAttribute('style')}"`)

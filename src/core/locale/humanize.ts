/** Returns an id as readable text: `workflow:new-comment` becomes "New comment". */
export function humanize(id: string): string {
  const text =
    id
      .slice(id.lastIndexOf(':') + 1)
      .replaceAll(/[-_.\s]+/g, ' ')
      .trim() || id
  return text.charAt(0).toUpperCase() + text.slice(1)
}

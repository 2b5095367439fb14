import { userEvent, type within } from 'storybook/test'

/** Expands the collapsed rows of a narrow story. */
export async function openRows(canvas: ReturnType<typeof within>): Promise<void> {
  await canvas.findAllByRole('table')
  for (const row of canvas.queryAllByRole('button', { expanded: false })) await userEvent.click(row)
}

import { userEvent, type within } from 'storybook/test'

/** Opens the rows that are closed, which they are where the story is narrow. */
export async function openRows(canvas: ReturnType<typeof within>): Promise<void> {
  await canvas.findAllByRole('table')
  for (const row of canvas.queryAllByRole('button', { expanded: false })) await userEvent.click(row)
}

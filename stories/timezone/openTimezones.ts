import { userEvent, type within } from 'storybook/test'

/** Opens the list of the only picker on the page. */
export async function openTimezones(canvas: ReturnType<typeof within>): Promise<void> {
  await userEvent.click(canvas.getByRole('combobox'))
  await canvas.findAllByRole('option')
}

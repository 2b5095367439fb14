import type { ComponentType } from 'react'
import { usePlainTypes } from './plain.js'

/** Props of one switch of a plain table. */
export interface PlainSwitchProps {
  readonly id: string
  readonly channel: string
  readonly name: string
  readonly initial: boolean
}

/** Renders a table with a row for each type and a column for each channel. */
export function PlainTable({ Switch }: { readonly Switch: ComponentType<PlainSwitchProps> }) {
  const types = usePlainTypes()
  if (!types) return <p>Loading</p>
  return (
    <table>
      <tbody>
        {types.map(({ id, label, description, channels }) => (
          <tr key={id}>
            <th scope="row">
              {label}
              <p>{description}</p>
            </th>
            {Object.entries(channels).map(([channel, initial]) => (
              <td key={channel}>
                <Switch id={id} channel={channel} name={`${label}, ${channel}`} initial={initial} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

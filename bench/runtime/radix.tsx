import * as RadixSwitch from '@radix-ui/react-switch'
import { memo } from 'react'
import { usePlainSetting } from './plain.js'
import { PlainTable, type PlainSwitchProps } from './PlainTable.js'

const Switch = memo(function Switch({ id, channel, name, initial }: PlainSwitchProps) {
  const [isOn, update] = usePlainSetting(id, channel, initial)
  return (
    <RadixSwitch.Root
      className="plain-switch"
      checked={isOn}
      onCheckedChange={update}
      aria-label={name}
    >
      <RadixSwitch.Thumb className="plain-thumb" />
    </RadixSwitch.Root>
  )
})

export function App() {
  return <PlainTable Switch={Switch} />
}

import { memo } from 'react'
import { usePlainSetting } from './plain.js'
import { PlainTable, type PlainSwitchProps } from './PlainTable.js'

const Switch = memo(function Switch({ id, channel, name, initial }: PlainSwitchProps) {
  const [isOn, update] = usePlainSetting(id, channel, initial)
  return (
    <button
      type="button"
      role="switch"
      className="plain-switch"
      aria-checked={isOn}
      aria-label={name}
      onClick={() => {
        update(!isOn)
      }}
    >
      <span className="plain-thumb" />
    </button>
  )
})

export function App() {
  return <PlainTable Switch={Switch} />
}

import { PreferenceSwitch } from 'identikit'
import { useId, type JSX } from 'react'

const week = [
  { label: 'Tasks finished', value: '14' },
  { label: 'Comments for you', value: '6' },
  { label: 'Due next week', value: '3' },
]

interface RecapCardProps {
  /** The catalog type of the recap email. */
  readonly type: string
}

/** Renders one switch of a setting that the preference center shows too. */
export function RecapCard({ type }: RecapCardProps): JSX.Element {
  const titleId = useId()
  return (
    <aside className="card recap" aria-labelledby={titleId}>
      <h2 id={titleId}>Your week in Harbor</h2>
      <dl className="figures">
        {week.map(({ label, value }) => (
          <div key={label} className="figure">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="recap-switch">
        <span>Email me this every Monday</span>
        <PreferenceSwitch type={type} channel="email" className="at-end" />
      </div>
    </aside>
  )
}

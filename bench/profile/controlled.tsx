import { useState } from 'react'
import { fields, user } from './user.js'

/** Keeps all fields in one state, so that a key renders the form. */
export function App() {
  const [draft, setDraft] = useState(user)
  return (
    <form>
      {fields.map(([field, label]) => (
        <label key={field}>
          {label}
          <input
            value={draft[field]}
            onChange={({ target }) => {
              setDraft({ ...draft, [field]: target.value })
            }}
          />
        </label>
      ))}
      <button disabled={draft === user}>Save</button>
    </form>
  )
}

import { useForm } from 'react-hook-form'
import { fields, user } from './user.js'

/** Follows "Register fields" of the guide "Get started": the browser keeps the text of a field. */
export function App() {
  const { register, formState } = useForm({ defaultValues: user })
  return (
    <form>
      {fields.map(([field, label]) => (
        <label key={field}>
          {label}
          <input {...register(field, { required: true })} />
        </label>
      ))}
      <button disabled={!formState.isDirty}>Save</button>
    </form>
  )
}

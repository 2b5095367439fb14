import type { ArgTypesEnhancer, InputType } from 'storybook/internal/types'

type Type = Exclude<InputType['type'], string | undefined>

const isMissing = (type: Type) =>
  type.name === 'other' && (type.value === 'undefined' || type.value === 'null')

/** Returns the control of a type, or nothing where Storybook's own fits: JSON. */
function controlOf(type: Type): Pick<InputType, 'control' | 'options'> | undefined {
  if (type.name === 'function' || type.raw?.includes('=>')) return { control: false }
  if (type.name === 'string') return { control: 'text' }
  if (type.name === 'boolean' || type.name === 'number') return { control: type.name }
  if (type.name === 'other' && type.value === 'ReactNode') return { control: 'text' }
  if (type.name !== 'union') return undefined
  const known = type.value.filter((part) => !isMissing(part))
  const options = known.map((part) =>
    part.name === 'literal' ? String(part.value).replaceAll(/^['"]|['"]$/g, '') : undefined,
  )
  if (options.every((option) => option !== undefined)) return { control: 'select', options }
  return known.length === 1 && known[0] ? controlOf(known[0]) : undefined
}

/** Returns whether a control is missing, or JSON for want of a better one. */
const isJson = (control: unknown) =>
  control === undefined ||
  (typeof control === 'object' &&
    control !== null &&
    'type' in control &&
    control.type === 'object')

/** Gives optional props, whose types are unions with `undefined`, the controls of their types. */
export const inferControls: ArgTypesEnhancer = ({ argTypes }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => {
      const { type, control } = argType
      const better = typeof type === 'object' && isJson(control) && controlOf(type)
      return [name, { ...argType, ...better }]
    }),
  )

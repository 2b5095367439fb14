import { createContext, useContext, type Provider } from 'react'
import { IdentikitError } from '../../core/errors.js'

/** Props with the part's stable class first and the host's after it. */
export function partProps<Props extends { readonly className?: string | undefined }>(
  name: string,
  props: Props,
) {
  return { ...props, className: props.className ? `ik-${name} ${props.className}` : `ik-${name}` }
}

/** What a root tells its parts. A part outside its root throws at once, naming both. */
export function createPartContext<State extends object>(
  root: string,
): [Provider<State | undefined>, (part: string) => State] {
  const Context = createContext<State | undefined>(undefined)
  function usePartState(name: string): State {
    const state = useContext(Context)
    if (state) return state
    throw new IdentikitError(
      'misuse',
      `<${name}> was used outside <${root}>. Put it inside <${root}>.`,
    )
  }
  return [Context.Provider, usePartState]
}

import { createContext, useContext } from 'react'
import { IdentikitError } from '../../core/errors.js'
import { useTextProps } from '../../react/environment/useTextProps.js'

/** Returns props with the stable class of a part before the class of the host. */
export function partProps<Props extends { readonly className?: string | undefined }>(
  name: string,
  props: Props,
) {
  return { ...props, className: props.className ? `ik-${name} ${props.className}` : `ik-${name}` }
}

/**
 * Returns the props of the root of a component: the class with the tokens and text styles of all components, and `lang` and `dir` if the
 * provider has a language.
 */
export function useRootProps<Props extends { readonly className?: string | undefined }>(
  name: string,
  props: Props,
) {
  return { ...useTextProps(), ...partProps(`${name} ik-root`, props) }
}

/** Creates the provider of a root and the hook of its parts. The hook throws outside of the root. */
export function createPartContext<State extends object>(root: string) {
  const Context = createContext<State | undefined>(undefined)
  function usePartState(name: string): State {
    const state = useContext(Context)
    if (state) return state
    const message = `<${name}> was used outside <${root}>. Put it inside <${root}>.`
    throw new IdentikitError('misuse', message)
  }
  return [Context.Provider, usePartState] as const
}

import type { JSX } from 'react'
import type { IdentikitProviderProps } from '../../../src/index.js'

export declare function Settings(
  props: Pick<IdentikitProviderProps, 'userId' | 'initial'>,
): JSX.Element

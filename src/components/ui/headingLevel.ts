import { createContext } from 'react'

/** The default heading level of a component: one below the component that it is inside of. */
export const HeadingLevelContext = createContext<2 | 3 | 4 | 5>(2)

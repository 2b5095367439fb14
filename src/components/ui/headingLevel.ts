import { createContext } from 'react'

/** The default heading level of a component: one below that of the component around it. */
export const HeadingLevelContext = createContext<2 | 3 | 4 | 5>(2)

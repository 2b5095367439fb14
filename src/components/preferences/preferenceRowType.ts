import { createContext } from 'react'
import type { RegisteredTypeId } from '../../core/preferences/registeredCatalog.js'

/** The notification type of the row around a control. */
export const PreferenceRowTypeContext = /* @__PURE__ */ createContext<RegisteredTypeId | undefined>(
  undefined,
)

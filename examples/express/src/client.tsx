import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { App, type PageData } from './App'

const data = JSON.parse(document.querySelector('#data')!.textContent) as PageData

hydrateRoot(
  document.querySelector('#root')!,
  <StrictMode>
    <App {...data} />
  </StrictMode>,
)

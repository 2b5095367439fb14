import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'identikit/styles.css'
import './app.css'
import { App } from './App.js'
import { readStart } from './productApi.js'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')

createRoot(root).render(
  <StrictMode>
    <App start={await readStart()} />
  </StrictMode>,
)

import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { App, type PageData } from '../src/App'

/** Returns index.html with the page and its data. */
export function renderPage(template: string, data: PageData): string {
  const html = renderToString(
    <StrictMode>
      <App {...data} />
    </StrictMode>,
  )
  // The data can't end its script element.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return template.replace('<!--html-->', () => html).replace('<!--data-->', () => json)
}

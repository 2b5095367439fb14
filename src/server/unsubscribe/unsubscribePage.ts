import type { Locale } from '../../core/locale/locale.js'

/** A form of the page that posts to its own address. */
export interface PageForm {
  readonly fields: Readonly<Record<string, string>>
  readonly label: string
  readonly isQuiet?: boolean
}

/** What the page shows. */
export interface PageContent {
  readonly title: string
  readonly text?: string | undefined
  /** What the messages are, and the masked address that they are sent to. */
  readonly details?: readonly string[]
  readonly forms?: readonly PageForm[]
}

/** The look and the links of every page. */
export interface PageFrame {
  readonly locale: Pick<Locale, 'tag' | 'direction'>
  /** Tokens of the kit by name. They are valid. */
  readonly tokens: Readonly<Record<string, string>>
  readonly settings: { readonly url: string; readonly label: string } | undefined
}

/** Returns the page as HTML. It has no script, and loads nothing. */
export function renderPage(content: PageContent, { locale, tokens, settings }: PageFrame): string {
  const { title, text, details = [], forms = [] } = content
  const [name, ...lines] = details.filter(Boolean)
  return `<!doctype html>
<html lang="${escapeHtml(locale.tag)}" dir="${locale.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${createStyle(tokens)}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${text === undefined ? '' : `<p>${escapeHtml(text)}</p>`}
${name === undefined ? '' : `<p class="about"><strong dir="auto">${escapeHtml(name)}</strong>${lines.map((line) => `<br><span dir="auto">${escapeHtml(line)}</span>`).join('')}</p>`}
${forms.map(renderForm).join('\n')}
${settings ? `<p><a href="${escapeHtml(settings.url)}">${escapeHtml(settings.label)}</a></p>` : ''}
</main>
</body>
</html>
`
}

function renderForm({ fields, label, isQuiet }: PageForm): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  return `<form method="post">${inputs.join('')}<button${isQuiet ? ' class="quiet"' : ''}>${escapeHtml(label)}</button></form>`
}

/** Returns the style sheet. Its hash is in the content security policy. */
export function createStyle(tokens: Readonly<Record<string, string>>): string {
  const own = Object.entries(tokens).map(([name, value]) => `${name}:${value};`)
  return `:root{color-scheme:light dark;--ik-accent:#007468;--ik-on-accent:#fff;--ik-surface:Canvas;--ik-text:CanvasText;--ik-radius:10px;--ik-radius-control:10px;${own.join('')}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:color-mix(in oklab,var(--ik-text) 4%,var(--ik-surface));color:var(--ik-text);font:1rem/1.5 system-ui,sans-serif}
main{box-sizing:border-box;width:min(28rem,100vw - 2rem);margin:1rem;padding:2rem;border:1px solid color-mix(in oklab,var(--ik-text) 14%,transparent);border-radius:var(--ik-radius);background:var(--ik-surface);overflow-wrap:anywhere}
h1{margin:0 0 .25rem;font-size:1.25rem;line-height:1.4}
p{margin:0 0 1rem}
.about{padding:.75rem 1rem;border-radius:var(--ik-radius-control);background:color-mix(in oklab,var(--ik-text) 5%,transparent)}
form{margin:0 0 .5rem}
button{box-sizing:border-box;width:100%;min-height:2.75rem;padding:.5rem 1rem;border:1px solid transparent;border-radius:var(--ik-radius-control);background:var(--ik-accent);color:var(--ik-on-accent);font:inherit;font-weight:500;cursor:pointer}
button.quiet{border-color:color-mix(in oklab,var(--ik-text) 30%,transparent);background:transparent;color:inherit}
a{color:inherit}
form+p{margin:1rem 0 0}
:focus-visible{outline:2px solid var(--ik-text);outline-offset:2px}`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Returns a text for an element or an attribute in quotes. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

import { Children, useInsertionEffect, type JSX } from 'react'
import { pages, type HostProps } from './hosts.js'
import tailwind from './tailwind.css?inline'

/** A page with Tailwind 4, whose resets apply to the whole document while it's shown. */
export function TailwindHost({ page, children }: HostProps): JSX.Element {
  useInsertionEffect(() => {
    const sheet = document.createElement('style')
    sheet.textContent = tailwind
    document.head.append(sheet)
    return () => sheet.remove()
  }, [])
  return (
    <div className="mx-auto max-w-3xl space-y-6 pb-10">
      {page && (
        <header className="flex flex-wrap items-center justify-between gap-4 border-b border-zinc-200 pb-4 dark:border-zinc-700">
          <strong className="font-semibold tracking-tight">Harbor</strong>
          <nav className="flex flex-wrap gap-4 text-sm" aria-label="Settings">
            {pages.map((name) => (
              <a
                key={name}
                href="#settings"
                aria-current={name === page ? 'page' : undefined}
                className="aria-[current=page]:font-semibold"
              >
                {name}
              </a>
            ))}
          </nav>
        </header>
      )}
      <main className="space-y-6">
        {Children.map(children, (child) => (
          <div
            className={`rounded-2xl border border-zinc-500/20 p-5 shadow-sm sm:p-8 ${page ? '' : 'mx-auto max-w-sm'}`}
          >
            {child}
          </div>
        ))}
      </main>
    </div>
  )
}

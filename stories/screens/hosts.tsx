import { Children, type JSX, type ReactNode } from 'react'
import './hosts.css'

export interface HostProps {
  /** The current page in the navigation; without it the page has none. */
  readonly page?: 'Profile' | 'Notifications' | undefined
  /** One card for each child. */
  readonly children: ReactNode
}

/** The pages that the navigation lists. */
export const pages = ['Profile', 'Notifications'] as const

/** A page with plain CSS. */
export function PlainHost({ page, children }: HostProps): JSX.Element {
  return (
    <div className="host">
      {page && (
        <header className="host-header">
          <strong>Harbor</strong>
          <nav className="host-nav" aria-label="Settings">
            {pages.map((name) => (
              <a key={name} href="#settings" aria-current={name === page ? 'page' : undefined}>
                {name}
              </a>
            ))}
          </nav>
        </header>
      )}
      <main className="host-main">
        {Children.map(children, (child) => (
          <div className={page ? 'host-card' : 'host-card host-small'}>{child}</div>
        ))}
      </main>
    </div>
  )
}

/** A dark page with plain CSS and without `color-scheme`. */
export function DarkHost(props: HostProps): JSX.Element {
  return (
    <div className="dark-host">
      <PlainHost {...props} />
    </div>
  )
}

'use client'
import * as React from 'react'
import { Fragment, forwardRef, useId, type HTMLAttributes, type JSX, type ReactNode } from 'react'
import type {
  PreferenceOutline,
  PreferenceOutlineGroup,
} from '../../core/preferences/preferenceOutline.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { ChannelIcon } from './ChannelIcon.js'
import { partProps } from '../ui/partProps.js'
import { PreferenceCenterRow } from './PreferenceCenterRow.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'
import { getChannelNames } from '../../core/messages/preferenceNames.js'

/** Props of `PreferenceCenterList`. */
export type PreferenceCenterListProps = HTMLAttributes<HTMLDivElement>

/**
 * Renders a `<div>` with a table for each group: a row for each type and a column for each channel. While the preferences load, it shows
 * the types of the catalog with placeholders, or nothing without a catalog.
 * @example
 * <PreferenceCenter>
 *   <PreferenceCenterHeader />
 *   <PreferenceCenterList />
 * </PreferenceCenter>
 */
export const PreferenceCenterList = forwardRef<HTMLDivElement, PreferenceCenterListProps>(
  function PreferenceCenterList(props, ref): JSX.Element | null {
    usePreferenceCenterState('PreferenceCenterList')
    const outline = usePreferenceOutline()
    const { status } = usePreferenceStatus()
    if (!outline) return null
    return (
      <div
        aria-hidden={status === 'loading' || undefined}
        {...partProps('preference-center-list', props)}
        ref={ref}
      >
        {outline.groups.map((group) => (
          <HydrationBoundary key={group.name ?? ''}>
            <Group group={group} outline={outline} />
          </HydrationBoundary>
        ))}
      </div>
    )
  },
)

/**
 * A group that the server rendered hydrates by itself: at once if the user clicks in it, else when the browser is idle. `Activity` exists since
 * React 19.2. It isn't `Suspense`, whose content may be streamed later and appears only with scripts; and not one for each row, since an update
 * before the hydration starts again for each of them.
 */
// Read from a copy, since webpack refuses to build a member of the module that an older React lacks.
const { Activity: HydrationBoundary = Fragment } = { ...(React as NewerReact) }

interface NewerReact {
  readonly Activity?: typeof Fragment
}

interface GroupProps {
  readonly group: PreferenceOutlineGroup
  readonly outline: PreferenceOutline
}

function Group({ group, outline }: GroupProps): JSX.Element {
  const messages = usePreferenceMessages()
  const { headingLevel } = usePreferenceCenterState('PreferenceCenterList')
  const headingId = useId()
  const Heading = `h${headingLevel + 1}` as 'h2'
  // The title of the center labels a single group without a name.
  const heading =
    group.name ?? (outline.groups.length > 1 ? messages.preferences.otherGroup : undefined)
  // The style sheet stacks the table below a width for each number of columns, and always from 8 on.
  const columns = Math.min(outline.columns.length + Number(outline.hasSettings), 8)
  const names = getChannelNames(messages, [...outline.columns, ...outline.channels])
  const exists = (channel: string) => group.types.some(({ channels }) => channels.includes(channel))

  return (
    <div className="ik-preference-center-group" data-columns={columns}>
      {heading !== undefined && (
        <Heading className="ik-preference-center-group-title" id={headingId}>
          {heading}
        </Heading>
      )}
      <table
        className="ik-preference-center-table"
        role="table"
        aria-label={heading === undefined ? messages.preferences.title : undefined}
        aria-labelledby={heading === undefined ? undefined : headingId}
      >
        <thead className="ik-preference-center-head" role="rowgroup">
          <tr className="ik-preference-center-head-row" role="row">
            <th className="ik-preference-center-type-column" role="columnheader" scope="col">
              <span className="ik-visually-hidden">{messages.preferences.typeColumn}</span>
            </th>
            {outline.hasSettings && (
              <Column>
                {group.types.some(({ hasSetting }) => hasSetting) &&
                  messages.preferences.settingColumn}
              </Column>
            )}
            {outline.columns.map((channel) => (
              <Column key={channel}>
                {exists(channel) && (
                  <>
                    <ChannelIcon channel={channel} />
                    <span>{names.get(channel)}</span>
                  </>
                )}
              </Column>
            ))}
          </tr>
        </thead>
        <tbody className="ik-preference-center-body" role="rowgroup">
          {group.types.map(({ id }) => (
            <PreferenceCenterRow key={id} type={id} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Renders a column header, or an empty cell for a column that only other groups use, so that the columns of all groups line up. */
function Column({ children }: { readonly children: ReactNode }): JSX.Element {
  if (!children) return <td className="ik-preference-center-column" role="cell" />
  return (
    <th className="ik-preference-center-column" role="columnheader" scope="col">
      <span className="ik-preference-center-column-label">{children}</span>
    </th>
  )
}

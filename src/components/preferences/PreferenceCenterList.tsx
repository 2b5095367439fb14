'use client'
import * as React from 'react'
import { Fragment, forwardRef, useContext, type HTMLAttributes, type JSX } from 'react'
import { getChannelNames } from '../../core/messages/preferenceNames.js'
import type { PreferenceOutlineGroup } from '../../core/preferences/preferenceOutline.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { partProps } from '../ui/partProps.js'
import { ChannelIcon } from './ChannelIcon.js'
import { BulkSlot } from './BulkSlot.js'
import { PreferenceCenterRow } from './PreferenceCenterRow.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'
import { PreferenceFilterContext, type PreferenceFilter } from './PreferenceFilterProvider.js'

/** The settings of all types. */
const everything = {}

/** Props of `PreferenceCenterList`. */
export type PreferenceCenterListProps = HTMLAttributes<HTMLDivElement>

/**
 * Renders a `<div>` with a table: a column for each channel, a heading for each group and a row for each type. Its first row turns a channel
 * on or off for all types, if the service has such switches. While the preferences load, it shows the types of the catalog with
 * placeholders, or nothing without a catalog.
 * @example
 * <PreferenceCenter>
 *   <PreferenceCenterHeader />
 *   <PreferenceCenterList />
 * </PreferenceCenter>
 */
export const PreferenceCenterList = forwardRef<HTMLDivElement, PreferenceCenterListProps>(
  function PreferenceCenterList(props, ref): JSX.Element | null {
    const { headingLevel, bulk } = usePreferenceCenterState('PreferenceCenterList')
    const messages = usePreferenceMessages()
    const { preferences: t } = messages
    const outline = usePreferenceOutline()
    const { status } = usePreferenceStatus()
    const { filter } = useContext(PreferenceFilterContext)
    if (!outline) return null
    const { columns, groups, hasSettingColumn } = outline
    const channels = filter?.hasAllTypes === false ? [] : outline.channels
    const shown = filter ? filterGroups(groups, filter) : groups
    if (shown.length + channels.length === 0) return null
    const Heading = `h${headingLevel + 1}` as 'h2'
    const names = getChannelNames(messages, columns)
    const count = columns.length + Number(hasSettingColumn)
    return (
      <div
        aria-hidden={status === 'loading' || undefined}
        {...partProps('preference-center-list', props)}
        ref={ref}
        // The style sheet has a width for each number of columns, and always stacks the table from 8 on.
        data-columns={Math.min(count, 8)}
        data-bulk={bulk ? '' : undefined}
        data-long={groups.flatMap(({ types }) => types).length > 12 ? '' : undefined}
      >
        <table className="ik-preference-center-table" role="table" aria-label={t.title}>
          <thead className="ik-preference-center-head" role="rowgroup">
            <tr className="ik-preference-center-head-row" role="row">
              <th
                className="ik-preference-center-type-column"
                role="columnheader"
                scope="col"
                aria-label={bulk ? t.typeColumn : undefined}
              >
                <span className="ik-visually-hidden">{t.typeColumn}</span>
                <BulkSlot target={everything} />
              </th>
              {columns.map((channel) => (
                <th
                  key={channel}
                  className="ik-preference-center-column"
                  role="columnheader"
                  scope="col"
                  // Not the name of the checkbox.
                  aria-label={bulk ? names.get(channel) : undefined}
                >
                  <span className="ik-preference-center-column-label">
                    <ChannelIcon channel={channel} />
                    <span dir="auto">{names.get(channel)}</span>
                    <BulkSlot target={{ channel }} />
                  </span>
                </th>
              ))}
              {hasSettingColumn && (
                <th className="ik-preference-center-column" role="columnheader" scope="col">
                  <span className="ik-visually-hidden">{t.settingColumn}</span>
                </th>
              )}
            </tr>
          </thead>
          {channels.length > 0 && (
            <tbody className="ik-preference-center-body" role="rowgroup">
              <PreferenceCenterRow />
            </tbody>
          )}
          {shown.map(({ name, types }) => (
            <HydrationBoundary key={name ?? ''}>
              <tbody className="ik-preference-center-body" role="rowgroup">
                {(name ?? (groups.length > 1 || undefined)) && (
                  <tr className="ik-preference-center-group" role="row">
                    <th
                      className="ik-preference-center-group-head"
                      role="rowheader"
                      scope="rowgroup"
                      colSpan={count + 1}
                      aria-label={bulk ? (name ?? t.otherGroup) : undefined}
                    >
                      <BulkSlot target={{ group: name ?? null }} />
                      <Heading className="ik-preference-center-group-title" dir="auto">
                        {name ?? t.otherGroup}
                      </Heading>
                    </th>
                  </tr>
                )}
                {types.map(({ id }) => (
                  <PreferenceCenterRow key={id} type={id} />
                ))}
              </tbody>
            </HydrationBoundary>
          ))}
        </table>
      </div>
    )
  },
)

/** Returns the groups with the types that match. */
function filterGroups(
  groups: readonly PreferenceOutlineGroup[],
  filter: PreferenceFilter,
): PreferenceOutlineGroup[] {
  return groups
    .map(({ name, types }) => ({ name, types: types.filter((type) => filter.matches(type, name)) }))
    .filter(({ types }) => types.length > 0)
}

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

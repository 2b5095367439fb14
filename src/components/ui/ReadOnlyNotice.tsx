'use client'
import { forwardRef, type HTMLAttributes } from 'react'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { lockPath } from './iconPaths.js'
import { Notice } from './Notice.js'
import { useRootProps } from './partProps.js'

/** Props of `ReadOnlyNotice`. */
export type ReadOnlyNoticeProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/**
 * Renders a `<div>` that says that the settings can't be changed, or nothing unless the provider or the handler is read-only.
 * `PreferenceCenter`, `StreakSettings`, `ProfileEditor` and `DeleteAccount` say so by themselves.
 * @example
 * <ReadOnlyNotice />
 */
export const ReadOnlyNotice = forwardRef<HTMLDivElement, ReadOnlyNoticeProps>(
  function ReadOnlyNotice(props, ref) {
    const { viewOnly } = useSaveMessages()
    const isReadOnly = useIsReadOnly()
    const root = useRootProps('read-only-notice', props)
    if (!isReadOnly) return null
    return (
      <div {...root} ref={ref}>
        <Notice icon={lockPath}>{viewOnly}</Notice>
      </div>
    )
  },
)

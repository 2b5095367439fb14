'use client'
import { forwardRef, type HTMLAttributes, type JSX } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { lockPath } from '../ui/iconPaths.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { Notice } from '../ui/Notice.js'
import { partProps } from '../ui/partProps.js'
import { useProfileEditorState } from './profileEditorState.js'
import { getSection, type ProfileFieldConfig } from './profileFieldConfig.js'
import { ProfileField } from './ProfileField.js'
import { SharedReasonContext } from './ProfileValue.js'

/** The props of `ProfileFields`. */
export type ProfileFieldsProps = HTMLAttributes<HTMLDivElement>

/** The rows of the skeleton where only the service knows its fields. */
const skeletonRows = [0, 1, 2, 3, 4]

/** From this number of fields on, they are grouped by section. */
const minFieldsWithSections = 6

/**
 * Renders a `<div>` with the fields of the profile editor, which children replace. More than five fields are grouped under headings. If none
 * can be changed for the same reason, a notice above them says it once. Without data, it shows a skeleton, a failed load with Retry, or why
 * there is nothing to edit.
 * @example
 * <ProfileEditor>
 *   <ProfileFields />
 *   <ProfileActions />
 * </ProfileEditor>
 */
export const ProfileFields = forwardRef<HTMLDivElement, ProfileFieldsProps>(function ProfileFields(
  { children, ...props },
  ref,
): JSX.Element {
  const { profile, fields } = useProfileEditorState('ProfileFields')
  const { profile: t } = useProfileMessages()
  const { status } = profile
  if (status === 'loading') {
    return (
      <div {...partProps('profile-fields', props)} ref={ref} aria-hidden="true">
        {(fields.length > 0 ? fields : skeletonRows).map((_, row) => (
          <div key={row} className="ik-field-row">
            <div className="ik-field-label">
              <span className="ik-profile-skeleton-label" />
            </div>
            <div className="ik-field-body">
              <span className="ik-profile-skeleton-control" />
            </div>
          </div>
        ))}
      </div>
    )
  }
  if (status === 'ready' && (children || fields.length > 0)) {
    return (
      <div {...partProps('profile-fields', props)} ref={ref}>
        {children ?? <DefaultFields />}
      </div>
    )
  }
  const texts = { 'signed-out': t.signedOut, failed: t.loadFailed } as const
  const text = status === 'failed' || status === 'signed-out' ? texts[status] : t.unsupported
  return (
    <div {...partProps('profile-fields', props)} ref={ref}>
      <LoadNotice load={profile} text={text} />
    </div>
  )
})

/** Renders the fields of the editor. They are siblings with and without sections, so that they keep their focus and text. */
function DefaultFields(): JSX.Element {
  const { fields, getConfig, headingLevel } = useProfileEditorState('ProfileFields')
  const { profile: t } = useProfileMessages()
  const items = fields.map((field) => {
    const config = getConfig(field)
    return { field, config, section: getSection(config) }
  })
  const reason = getSharedReason(items.map(({ config }) => config))
  const hasSections = items.length >= minFieldsWithSections
  const sections = hasSections ? [...new Set(items.map(({ section }) => section))] : [undefined]
  const Heading = `h${headingLevel + 1}` as 'h3'
  const rows = sections.flatMap((section, place) => [
    // The title of the editor stands above the first fields.
    section && (section !== 'profile' || place > 0) && (
      <Heading key={section} className="ik-profile-section">
        {t.sections[section]}
      </Heading>
    ),
    ...items
      .filter((item) => section === undefined || item.section === section)
      .map(({ field, config }) => <ProfileField key={config.key} field={field} />),
  ])
  return (
    <SharedReasonContext.Provider value={reason}>
      {reason ? [<ReasonNotice key="reason" reason={reason} />, ...rows] : rows}
    </SharedReasonContext.Provider>
  )
}

/** Renders a `<div>` above fields none of which can be changed. */
function ReasonNotice({ reason }: { readonly reason: string }): JSX.Element {
  return (
    <div className="ik-profile-notice">
      <Notice icon={lockPath}>{reason}</Notice>
    </div>
  )
}

/** Returns why no field can be changed, if the reason is the same for all. */
function getSharedReason(configs: readonly ProfileFieldConfig[]): string | undefined {
  const [reason, ...others] = new Set(configs.map(({ readOnly }) => readOnly))
  return configs.length > 1 && others.length === 0 ? reason : undefined
}

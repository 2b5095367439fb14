'use client'
import type { JSX } from 'react'
import { getAvatarRules } from '../../core/user/avatarLimits.js'
import { checkAvatarUrl } from '../../core/user/avatarUrl.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useAvatarMessages } from '../../react/messages/useAvatarMessages.js'
import { joinIds } from '../fields/controlProps.js'
import { OnDemandControl, type Meanwhile } from '../fields/OnDemandControl.js'
import { Button } from '../ui/Button.js'
import { createOnDemand } from '../ui/onDemand.js'
import type { AvatarControlProps } from './AvatarInput.js'
import { AvatarPicture } from './AvatarPicture.js'
import type * as Loaded from './AvatarUploadControl.js'
import { AvatarUrlControl } from './AvatarUrlControl.js'
import { getLimitTexts } from './getLimitTexts.js'

type Module = Pick<typeof Loaded, 'AvatarUploadControl'>

const uploadControl = /* @__PURE__ */ createOnDemand(async (): Promise<Module> => {
  const { AvatarUploadControl } = await import('./AvatarUploadControl.js')
  return { AvatarUploadControl }
})

/**
 * Renders an `AvatarControl`. An upload is loaded after the first render; until then, a file can be chosen, and if it can't be loaded, the
 * picture can be removed.
 */
export function AvatarControlOnDemand(props: AvatarControlProps): JSX.Element {
  const { upload, limits, renderCropper, ...control } = props
  if (!upload) return <AvatarUrlControl {...control} />
  return (
    <OnDemandControl<Module, File>
      id={props.id}
      part={uploadControl}
      renderLoaded={({ AvatarUploadControl }, start) => (
        <AvatarUploadControl {...control} {...{ upload, limits, renderCropper, start }} />
      )}
      renderMeanwhile={(meanwhile) => <WaitingUpload {...props} {...meanwhile} />}
    />
  )
}

/** Renders an idle upload, which keeps the chosen file. */
function WaitingUpload(props: AvatarControlProps & Meanwhile<File>): JSX.Element {
  const { value, onChange, user, upload: _, limits, renderCropper: __, inputRef, ...others } = props
  const { start, onStart, hasFailed, ...control } = others
  const { id, disabled } = control
  const { avatar: t } = useAvatarMessages()
  const rules = getAvatarRules(limits)
  const saved = checkAvatarUrl(value ?? '')
  const hasError = hasFailed && start !== undefined
  return (
    <div className="ik-avatar-input" aria-busy={(start && !hasFailed) || undefined}>
      <AvatarPicture user={user} src={'url' in saved ? saved.url : undefined} />
      <div className="ik-avatar-input-actions">
        <input
          aria-label={t.chooseName}
          {...control}
          ref={inputRef}
          className="ik-avatar-input-file"
          type="file"
          accept={rules.types.join()}
          aria-describedby={joinIds(
            `${id}-limits`,
            hasError && `${id}-note`,
            control['aria-describedby'],
          )}
          onChange={({ currentTarget }) => onStart(currentTarget.files?.[0])}
        />
        <label className="ik-button ik-avatar-input-choose" htmlFor={id}>
          <span className="ik-button-label">{t.choose}</span>
        </label>
        {value !== null && (
          <Button
            className="ik-button-quiet"
            aria-label={t.removeName}
            disabled={disabled}
            onClick={({ currentTarget }) => {
              // The focused button is removed with the picture.
              currentTarget.parentElement?.querySelector('input')?.focus()
              onStart(undefined)
              onChange(null)
            }}
          >
            {t.remove}
          </Button>
        )}
      </div>
      <p className="ik-avatar-input-hint" id={`${id}-limits`}>
        {t.limits(...getLimitTexts(t, rules, useLocale()))}
      </p>
      <p
        className={hasError ? 'ik-avatar-input-error' : 'ik-visually-hidden'}
        id={`${id}-note`}
        role="status"
      >
        {hasError && t.notUploaded}
      </p>
    </div>
  )
}

'use client'
import { forwardRef, type HTMLAttributes, type Ref } from 'react'
import type { SaveState } from '../../react/store/saveState.js'
import { partProps } from '../ui/partProps.js'
import { SaveError, type SaveErrorProps } from '../ui/SaveError.js'
import { SaveMark, type SaveMarkState } from '../ui/SaveMark.js'

/** The save of one setting of a row. */
export interface StreakRowSave
  extends Pick<SaveState, 'saveError' | 'retry'>, Pick<SaveErrorProps, 'id' | 'name' | 'control'> {
  /** Shown before the error, in a row with several settings. */
  readonly label?: string
}

/** Props of `StreakRow`. */
export interface StreakRowProps extends HTMLAttributes<HTMLDivElement> {
  /** The name of the part, for its class. */
  readonly partName: string
  /** The prefix of the ids of the texts: `-name`, `-hint` and `-mark`. */
  readonly idPrefix: string
  readonly name: string
  readonly hint?: string | undefined
  readonly mark: SaveMarkState
  /** A ref of the name, in a row whose name has the save mark instead of a switch. */
  readonly nameRef?: Ref<HTMLSpanElement> | undefined
  /** The saves of the row; the errors of those that failed are shown below the hint. */
  readonly saves: readonly StreakRowSave[]
}

/** Renders a `<div>` with the texts of a setting, then its controls. */
export const StreakRow = forwardRef<HTMLDivElement, StreakRowProps>(function StreakRow(
  { partName, idPrefix, name, hint, mark, nameRef, saves, children, ...props },
  ref,
) {
  return (
    <div
      aria-labelledby={`${idPrefix}-name`}
      {...partProps(partName, props)}
      ref={ref}
      data-save={mark}
    >
      <span className="ik-streak-text">
        <span className="ik-streak-control">
          <span
            className="ik-streak-name"
            id={`${idPrefix}-name`}
            ref={nameRef}
            tabIndex={nameRef ? -1 : undefined}
          >
            {name}
          </span>
          {nameRef && <SaveMark state={mark} id={`${idPrefix}-mark`} />}
        </span>
        {hint && (
          <span className="ik-streak-hint" id={`${idPrefix}-hint`}>
            {hint}
          </span>
        )}
        <span className="ik-streak-errors">
          {saves.map(
            ({ label, saveError: error, ...save }) =>
              error && (
                <span key={save.id} className="ik-streak-failure">
                  {label && <span className="ik-streak-hint">{label}</span>}
                  <SaveError {...save} error={error} />
                </span>
              ),
          )}
        </span>
      </span>
      <span className="ik-streak-controls">{children}</span>
    </div>
  )
})

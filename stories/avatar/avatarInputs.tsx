import { useState, type JSX } from 'react'
import { userEvent, type within } from 'storybook/test'
import { AvatarInput, type AvatarInputProps } from '../../src/components/avatar/AvatarInput.js'
import { Field } from '../../src/components/fields/Field.js'
import { messages } from '../../src/core.js'
import { ada } from '../../src/testing.js'
import { picture } from '../../test/components/avatar/pictures.fixture.js'

const { avatar: t } = messages

type DraftProps = Partial<AvatarInputProps>

/** The control in a field, and the draft of an editor. */
export function AvatarDraft({ value: first = null, ...props }: DraftProps): JSX.Element {
  const [value, setValue] = useState(first)
  const [problem, setProblem] = useState<string>()
  const [isLeft, setIsLeft] = useState(false)
  return (
    <div onBlur={() => setIsLeft(true)} style={{ maxInlineSize: '32rem' }}>
      <Field label={t.label} error={isLeft && problem} disabled={props.disabled}>
        {(control) => (
          <AvatarInput
            user={ada}
            {...props}
            {...control}
            value={value}
            onChange={(next, why) => {
              setValue(next)
              setProblem(why)
            }}
          />
        )}
      </Field>
    </div>
  )
}

/** Half of the way, and no further. */
export const uploadForEver: AvatarInputProps['upload'] = (_, { onProgress }) => {
  onProgress(0.4)
  return new Promise(() => {})
}

export const uploadFails: AvatarInputProps['upload'] = async () => {
  throw new Error('The network is gone.')
}

export const uploadWorks: AvatarInputProps['upload'] = async (_, { onProgress }) => {
  for (const fraction of [0.2, 0.5, 0.9]) {
    onProgress(fraction)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return { url: 'https://pictures.example/new.png' }
}

type Canvas = ReturnType<typeof within>

export async function chooseFile(canvas: Canvas, file?: File): Promise<void> {
  const input = (await canvas.findByLabelText(t.choose)) as HTMLInputElement
  await userEvent.upload(input, file ?? (await picture()))
}

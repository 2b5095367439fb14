import { useState, type JSX } from 'react'
import { userEvent, type within } from 'storybook/test'
import { messages } from 'identikit/core'
import { AvatarInput, type AvatarInputProps } from 'identikit'
import { ada } from 'identikit/testing'
import { picture } from './pictures.js'

const { avatar: t } = messages

/** Keeps the value, as a form does. */
export function AvatarExample({
  value: initialValue = null,
  ...props
}: Partial<AvatarInputProps>): JSX.Element {
  const [value, setValue] = useState(initialValue)
  return (
    <div style={{ maxInlineSize: '32rem' }}>
      <AvatarInput user={ada} {...props} value={value} onChange={setValue} />
    </div>
  )
}

/** Reports 40% and never ends. */
export const uploadSlowly: AvatarInputProps['upload'] = (_, { onProgress }) => {
  onProgress(0.4)
  return new Promise(() => {})
}

export const uploadFails: AvatarInputProps['upload'] = async () => {
  throw new Error('Offline.')
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
  const input = (await canvas.findByLabelText(t.chooseName)) as HTMLInputElement
  await userEvent.upload(input, file ?? (await picture()))
}

import { useEffect, useState } from 'react'

/** What the plain service answers. */
export interface PlainType {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly channels: Readonly<Record<string, boolean>>
}

const url = `/plain/${new URLSearchParams(location.search).get('size') ?? ''}`

async function readTypes(): Promise<readonly PlainType[]> {
  const response = await fetch(url)
  const { types } = (await response.json()) as { types: readonly PlainType[] }
  return types
}

/** Reads the notification types. */
export function usePlainTypes(): readonly PlainType[] | undefined {
  const [types, setTypes] = useState<readonly PlainType[]>()
  useEffect(() => {
    void readTypes().then(setTypes)
  }, [])
  return types
}

async function save(change: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const { ok } = await fetch(url, { method: 'PATCH', headers, body: JSON.stringify(change) })
  if (!ok) throw new Error('Not saved.')
}

/** Holds one setting: shows a change at once, saves it, and reverts it if it isn't saved. */
export function usePlainSetting(
  id: string,
  channel: string,
  initial: boolean,
): [boolean, (enabled: boolean) => void] {
  const [isOn, setIsOn] = useState(initial)
  const update = (enabled: boolean) => {
    setIsOn(enabled)
    void save({ id, channel, enabled }).catch(() => {
      setIsOn(!enabled)
    })
  }
  return [isOn, update]
}

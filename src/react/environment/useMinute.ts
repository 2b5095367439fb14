'use client'
import { useSyncExternalStore } from 'react'

/** Returns the start of the current minute in milliseconds since 1970; 0 on the server and while hydrating, since their clocks differ. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, read, () => 0)
}

const minute = 60_000

function read(): number {
  return Math.floor(Date.now() / minute) * minute
}

function subscribe(onChange: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function wait(): void {
    const tick = () => {
      onChange()
      wait()
    }
    timer = setTimeout(tick, minute - (Date.now() % minute))
  }
  wait()
  return () => clearTimeout(timer)
}

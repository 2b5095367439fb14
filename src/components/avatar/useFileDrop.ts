import { useEffect, useRef, type RefObject } from 'react'

/** Hears of a file that is dropped on an element or pasted in it; of several, the first counts. */
export function useFileDrop(root: RefObject<HTMLElement | null>, take: (file: File) => void): void {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    const element = root.current
    function drag(event: DragEvent): void {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    function receive(event: DragEvent | ClipboardEvent): void {
      const given = 'clipboardData' in event ? event.clipboardData : event.dataTransfer
      const file = given?.files[0]
      if (!file) return
      event.preventDefault()
      latest.current(file)
    }
    element?.addEventListener('dragover', drag)
    element?.addEventListener('drop', receive)
    element?.addEventListener('paste', receive)
    return () => {
      element?.removeEventListener('dragover', drag)
      element?.removeEventListener('drop', receive)
      element?.removeEventListener('paste', receive)
    }
  }, [root])
}

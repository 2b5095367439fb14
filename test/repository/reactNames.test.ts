import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What React 18.3, the oldest supported version, exports and the kit may use. */
const exported = `
  Children Component Fragment Profiler PureComponent StrictMode Suspense cloneElement createContext
  createElement createRef forwardRef isValidElement lazy memo startTransition useCallback useContext
  useDebugValue useDeferredValue useEffect useId useImperativeHandle useInsertionEffect
  useLayoutEffect useMemo useReducer useRef useState useSyncExternalStore useTransition version
`
  .trim()
  .split(/\s+/)

/** Returns the values that a source takes from React. */
function findReactNames(source: string): string[] {
  const lists = source.matchAll(/import \{([^}]*)\} from 'react'/g)
  const named = [...lists].flatMap(([, list = '']) => list.split(','))
  const values = named.map((name) => name.trim()).filter((name) => !/^(?:type\b|$)/.test(name))
  const members = source.matchAll(/\bReact(?: as [^)]*\))?\.(\w+)/g)
  return [...values, ...[...members].map(([, name = '']) => name)]
}

test('React names: are found in imports and as members', () => {
  const source = `
    import { type JSX, useId,\n use } from 'react'
    const a = React.Activity
    const b = (React as { readonly cache?: unknown }).cache
    const { d } = { ...React }`
  expect(findReactNames(source)).toEqual(['useId', 'use', 'Activity', 'cache'])
})

// webpack refuses to build a missing name of a module, also where the code works without it.
test('React names: all exist in React 18.3', () => {
  const files = execFileSync('git', ['ls-files', 'src'], { encoding: 'utf8' }).trim().split('\n')
  const isSource = (file: string) => /\.tsx?$/.test(file)
  const names = files.filter(isSource).flatMap((file) => {
    const found = findReactNames(readFileSync(file, 'utf8'))
    return found.map((name) => [file, name])
  })
  expect(names.filter(([, name = '']) => !exported.includes(name))).toEqual([])
})

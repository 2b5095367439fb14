/** Runs first in every page of the benchmark: redirects the requests of clients to the local server, and measures the page. */

/** What the page of a contender exports. */
export interface Contender {
  readonly mount: (root: HTMLElement) => void
  /** Returns the switches that can be clicked. @default every switch and checkbox */
  readonly findSwitches?: (root: HTMLElement) => HTMLElement[]
  /** Shows a switch that is hidden, e.g. in a closed section. */
  readonly reveal?: (element: HTMLElement) => Promise<void>
}

const every = '[role=switch], input[type=checkbox]'
const query = new URLSearchParams(location.search)
const isManual = query.has('manual')

redirectRequests(`/services/${query.get('size') ?? ''}`)

let contender: Contender | undefined
let markLoaded = () => {}
const loaded = new Promise<void>((resolve) => {
  markLoaded = resolve
})

const getRoot = () => document.querySelector<HTMLElement>('#root') ?? document.body

function findSwitches(): HTMLElement[] {
  return contender?.findSwitches?.(getRoot()) ?? [...getRoot().querySelectorAll<HTMLElement>(every)]
}

function getState(element: HTMLElement): string {
  return element.getAttribute('aria-checked') ?? String((element as HTMLInputElement).checked)
}

/** Resolves after the next frame is painted. */
function painted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // A message that is posted in a frame callback arrives after the frame is painted.
      port1.addEventListener('message', () => {
        port1.close()
        resolve(performance.now())
      })
      port1.start()
      port2.postMessage(null)
    })
  })
}

/** Resolves with the time of the first painted frame in which `isTrue` holds. */
async function paintedWhen(isTrue: () => boolean): Promise<number> {
  const end = performance.now() + 40_000
  for (;;) {
    const holds = isTrue()
    const time = await painted()
    if (holds) return time
    if (time > end) throw new Error('Not painted within 40 seconds.')
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let clicked: Promise<number> | undefined

const bench = {
  /** Registers the contender; mounts it, unless the address has `manual`. */
  register(value: Contender): void {
    contender = value
    if (!isManual) value.mount(getRoot())
    markLoaded()
  },

  loaded: () => loaded,

  /** Returns when the first switch was painted, in milliseconds since the navigation. */
  firstSwitch: () => firstSwitch,

  /** Returns when a click on the first switch was painted, on a page whose address has `click`. */
  firstClick: () => firstClick,

  /** Returns the number of switches and of elements. */
  count: () => ({
    switches: getRoot().querySelectorAll(every).length,
    elements: countElements(getRoot()),
  }),

  /** Mounts the contender; returns the milliseconds until `switches` switches are painted. */
  async mount(switches: number): Promise<number> {
    const start = performance.now()
    contender?.mount(getRoot())
    const end = await paintedWhen(() => getRoot().querySelectorAll(every).length >= switches)
    return end - start
  },

  /** Scrolls to a switch, at a part of the list from 0 to 1; returns where it is. */
  async aim(part: number): Promise<{ x: number; y: number }> {
    const switches = findSwitches()
    const index = Math.floor(switches.length * part)
    const target = switches[index]
    if (!target) throw new Error('There is no switch to click.')
    await contender?.reveal?.(target)
    const shown = () => {
      let element: HTMLElement = findSwitches()[index] ?? target
      while (element.getBoundingClientRect().width < 4 && element.parentElement)
        element = element.parentElement
      return element
    }
    shown().scrollIntoView({ block: 'center' })
    await wait(150)
    const { x, y, width, height } = shown().getBoundingClientRect()
    clicked = timeClick(findSwitches()[index] ?? target, () => findSwitches()[index])
    return { x: x + width / 2, y: y + height / 2 }
  },

  /** Returns the milliseconds from the click until the switch is painted in its new state. */
  clickToPaint: () => clicked,
}

/** The measuring functions, which the benchmark calls. */
export type Bench = typeof bench

/** Waits for a click and for its change of the switch. A client may replace the element, so it is looked up again. */
function timeClick(target: HTMLElement, find: () => HTMLElement | undefined): Promise<number> {
  const state = getState(target)
  return new Promise((resolve, reject) => {
    addEventListener(
      'click',
      () => {
        const start = performance.now()
        const isChanged = () => {
          const element = target.isConnected ? target : find()
          return element !== undefined && getState(element) !== state
        }
        paintedWhen(isChanged).then((end) => resolve(end - start), reject)
      },
      { capture: true, once: true },
    )
  })
}

/** Counts elements, those of shadow roots included. */
function countElements(root: ParentNode): number {
  const elements = [...root.querySelectorAll('*')]
  return elements.reduce(
    (sum, { shadowRoot }) => sum + (shadowRoot ? countElements(shadowRoot) : 0),
    elements.length,
  )
}

/** Sends requests to other hosts to a folder of the local server, and opens no sockets. */
function redirectRequests(folder: string): void {
  const redirect = (address: string) => {
    const { host, pathname, search } = new URL(address, location.href)
    return host === location.host ? address : `${folder}/${host}${pathname}${search}`
  }
  const fetch = window.fetch.bind(window)
  window.fetch = (input, init) => {
    if (!(input instanceof Request)) return fetch(redirect(String(input)), init)
    const { method, headers, signal } = input
    const url = redirect(input.url)
    return url === input.url ? fetch(input, init) : fetch(url, { method, headers, signal, ...init })
  }
  // oxlint-disable-next-line typescript/unbound-method -- called with the request below
  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function openLocally(
    this: XMLHttpRequest,
    method: string,
    url: string | URL,
  ) {
    open.call(this, method, redirect(String(url)), true)
  }
  window.WebSocket = class extends EventTarget {
    readonly readyState = 0
    send() {}
    close() {}
  } as unknown as typeof WebSocket
}

const firstSwitch = paintedWhen(() => document.querySelector(`#root :is(${every})`) !== null)

const firstClick = query.has('click') ? clickFirst() : undefined

/** Clicks the first switch in each frame until it shows the click; returns when that was painted. */
async function clickFirst(): Promise<number> {
  await firstSwitch
  await loaded
  for (let tries = 0; tries < 1000; tries += 1) {
    const [element] = findSwitches()
    const state = element && getState(element)
    element?.click()
    const time = await painted()
    const [current] = findSwitches()
    if (current && state !== undefined && getState(current) !== state) return time
  }
  throw new Error('The first switch shows no click.')
}

Object.assign(window, { bench })

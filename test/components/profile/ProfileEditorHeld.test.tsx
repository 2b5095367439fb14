import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { QueryClient } from '@tanstack/react-query'
import * as fc from 'fast-check'
import { expect, inject, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  createUserClient,
  IdentikitError,
  type Capabilities,
  type UserClient,
} from '../../../src/core.js'
import {
  IdentikitProvider,
  ProfileEditor,
  type IdentikitProviderProps,
  type ProfileEditorProps,
} from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter } from '../../../src/testing.js'
import { box, button, liveRegion, shownText, t } from './profile.fixture.js'

type Field = 'name' | 'email' | 'phone'
type Trait = NonNullable<ProfileEditorProps['traits']>[number]
const plan: Trait = { key: 'plan', label: 'Plan', type: 'text' }
const team: Trait = { key: 'team', label: 'Team', type: 'text' }
const saved = { ...ada, phone: '+442079460018', traits: { plan: 'team', team: 'Analysts' } }

/** Renders an editor whose service, session and props the test changes; with `isRemote`, only `initial` knows what the service can do. */
function open(props: ProfileEditorProps = {}, isRemote = false) {
  const adapter = createMemoryAdapter({ users: [saved] })
  const client = createUserClient(adapter)
  const { capabilities: all } = client
  if (!all) throw new Error('A memory adapter has capabilities.')
  let capabilities: Capabilities | undefined = isRemote ? undefined : all
  const queryClient = new QueryClient()
  const createClient = (id = client.id): UserClient =>
    Object.defineProperties({} as UserClient, {
      ...Object.getOwnPropertyDescriptors(client),
      id: { value: id },
      capabilities: { get: () => capabilities },
    })
  interface World extends Omit<IdentikitProviderProps, 'children'> {
    readonly props: ProfileEditorProps
  }
  let world: World = {
    client: createClient(),
    userId: ada.id,
    initial: isRemote ? { capabilities: all, user: { ...saved, rest: {} } } : undefined,
    props,
  }
  const ui = ({ props: editor, ...provider }: World) => (
    <IdentikitProvider {...provider} queryClient={queryClient} onError={() => {}}>
      <ProfileEditor {...editor} />
    </IdentikitProvider>
  )
  const view = render(ui(world))
  return {
    ...view,
    adapter,
    createClient,
    /** Renders again with other props. */
    show: (next: Partial<World>) => {
      world = { ...world, ...next }
      view.rerender(ui(world))
    },
    /** Limits what the service can write, as from the next read. */
    limit: (writable: readonly Field[], isSupported = true) => {
      const fields = Object.entries(all.fields).flatMap(([field, support]) => {
        if (writable.some((one) => one === field)) return [[field, support] as const]
        return isSupported ? [[field, { ...support, write: false }] as const] : []
      })
      capabilities = { ...all, fields: Object.fromEntries(fields) }
    },
    /** Reads the user again. */
    read: () => act(() => queryClient.refetchQueries()),
    patches: () =>
      adapter.calls.filter(({ member }) => member === 'users.update').map(({ input }) => input),
  }
}

test('ProfileEditor: a dirty field that the service turns read-only stays editable, Save says why at the field, and Undo makes it read-only', async () => {
  const { limit, read, patches } = open({ fields: ['name', 'email'] })
  await userEvent.fill(box(t.email), 'ada@king.example')
  await userEvent.fill(box(t.name), 'Ada King')
  limit(['name'])
  await read()
  await expect.element(page.getByText(t.readOnly)).toBeVisible()
  await expect.element(box(t.email)).toHaveValue('ada@king.example')
  await userEvent.fill(box(t.email), 'countess@king.example')
  await userEvent.click(button(t.save))
  await expect.element(box(t.email)).toHaveAccessibleDescription(t.readOnly)
  await expect.element(box(t.email)).toBeInvalid()
  await expect.element(box(t.email)).toHaveFocus()
  await expect.element(box(t.email)).toHaveValue('countess@king.example')
  expect(patches()).toEqual([])
  await userEvent.click(button(t.undo))
  await expect.element(shownText(t.email)).toHaveTextContent(ada.email)
  await expect.element(page.getByRole('form')).toHaveFocus()
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ name: 'Ada King' }])
})

test('ProfileEditor: a field that is edited with the capabilities of `initial` stays when the first read has others', async () => {
  const { limit, read } = open({}, true)
  await expect.element(box(t.email)).toBeVisible()
  await userEvent.fill(box(t.email), 'ada@king.example')
  limit([])
  await read()
  await expect.element(box(t.email)).toHaveValue('ada@king.example')
  await expect.element(box(t.email)).not.toHaveAttribute('readonly')
  await expect.element(shownText(t.name)).toBeVisible()
})

test.each([
  ['a reason', { field: 'email', readOnly: 'Ask your company.' }, 'Ask your company.'],
  ['a flag', { field: 'email', readOnly: true }, t.readOnly],
] as const)(
  'ProfileEditor: a dirty field that the host makes read-only by %s stays until it is discarded',
  async (_, field, reason) => {
    const { show, patches } = open({ fields: ['name', 'email'] })
    await userEvent.fill(box(t.email), 'ada@king.example')
    show({ props: { fields: ['name', field] } })
    await expect.element(box(t.email)).toHaveValue('ada@king.example')
    await userEvent.click(button(t.save))
    await expect.element(box(t.email)).toHaveAccessibleDescription(reason)
    await userEvent.click(button(t.discard))
    await expect.element(shownText(t.email)).toHaveTextContent(ada.email)
    expect(patches()).toEqual([])
  },
)

test('ProfileEditor: a dirty trait that becomes read-only, changes its type or leaves the list stays in its place', async () => {
  const { show, patches } = open({ fields: ['name'], traits: [plan, team] })
  await userEvent.fill(box('Plan'), 'crew')
  show({ props: { fields: ['name'], traits: [{ ...plan, readOnly: true }, team] } })
  await userEvent.fill(box('Plan'), 'crews')
  show({ props: { fields: ['name'], traits: [{ key: 'plan', label: 'Plan', type: 'url' }, team] } })
  await expect.element(box('Plan')).toHaveValue('crews')
  show({ props: { fields: ['name'], traits: [team] } })
  await expect.element(box('Plan')).toHaveValue('crews')
  const labels = page
    .getByRole('textbox')
    .elements()
    .map(({ id }) => document.querySelector(`label[for="${id}"]`)?.textContent)
  expect(labels).toEqual(['Name', 'Plan', 'Team'])
  show({ props: { fields: ['name'], traits: [plan, team] } })
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ traits: { plan: 'crews' } }])
})

test('ProfileEditor: a dirty field that left the list is removed after its save, and the form keeps the focus', async () => {
  const { show } = open({ fields: ['name', 'email'] })
  await userEvent.fill(box(t.email), 'ada@king.example')
  show({ props: { fields: ['name'] } })
  await userEvent.keyboard('{Enter}')
  await expect.element(box(t.email)).not.toBeInTheDocument()
  await expect.element(page.getByRole('form')).toHaveFocus()
})

test('ProfileEditor: keeps what is typed while the session loads again, a new client reads and a read fails; a sign-out discards it', async () => {
  const { show, adapter, createClient, read, patches } = open({ fields: ['name', 'email'] })
  await userEvent.fill(box(t.name), 'Ada King')
  const input = box(t.name).element()
  show({ userId: undefined })
  await expect.element(box(t.name)).toHaveValue('Ada King')
  show({ userId: ada.id })
  adapter.faults.fail = () => new IdentikitError('service', 'Down.', { status: 500 })
  await read()
  show({ client: createClient('another') })
  await expect.element(box(t.name)).toHaveValue('Ada King')
  await read()
  expect(box(t.name).element()).toBe(input)
  adapter.faults.fail = undefined
  await read()
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ name: 'Ada King' }])
  await userEvent.fill(box(t.name), 'Countess')
  show({ userId: null })
  await expect.element(page.getByText(t.signedOut)).toBeVisible()
  show({ userId: ada.id })
  await expect.element(box(t.name)).toHaveValue('Ada King')
})

test('ProfileEditor: a save that ends while the session loads again is shown', async () => {
  const { show, adapter } = open({ fields: ['name'] })
  await userEvent.fill(box(t.name), 'Ada King')
  adapter.faults.pause = true
  await userEvent.click(button(t.save))
  show({ userId: undefined })
  adapter.faults.pause = false
  adapter.faults.release()
  show({ userId: ada.id })
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
})

type Step =
  | { readonly kind: 'type'; readonly field: number }
  | { readonly kind: 'limit'; readonly writable: readonly Field[]; readonly isSupported: boolean }
  | { readonly kind: 'list'; readonly fields: readonly Field[]; readonly traits: readonly Trait[] }
  | { readonly kind: 'readOnly'; readonly fields: readonly Field[] }
  | {
      readonly kind: 'read' | 'failedRead' | 'otherData' | 'loading' | 'client' | 'initial' | 'save'
    }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('type' as const), field: fc.nat(3) }) },
    fc.record({
      kind: fc.constant('limit' as const),
      writable: fc.subarray<Field>(['name', 'email', 'phone']),
      isSupported: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      fields: fc.subarray<Field>(['name', 'email', 'phone']),
      traits: fc.shuffledSubarray([plan, team]),
    }),
    fc.record({
      kind: fc.constant('readOnly' as const),
      fields: fc.subarray<Field>(['name', 'email', 'phone']),
    }),
    fc.record({
      kind: fc.constantFrom(
        'read',
        'failedRead',
        'otherData',
        'loading',
        'client',
        'initial',
        'save',
      ),
    }),
  ),
  { minLength: 4, maxLength: 16 },
)

const labels = [t.name, t.email, 'Plan', 'Team']

test('ProfileEditor: what is typed stays editable through any reads, lists, rules and sessions until it is saved', async () => {
  const find = (label: string) =>
    [...document.querySelectorAll('label')].find(
      ({ firstChild }) => firstChild?.textContent === label,
    )?.control as HTMLInputElement | undefined
  const isEditable = (label: string) => {
    const input = find(label)
    return input !== undefined && !input.readOnly && !input.disabled
  }
  await fc.assert(
    fc.asyncProperty(steps, async (run) => {
      // A run that failed isn't unmounted.
      cleanup()
      const world = open({ fields: ['name', 'email', 'phone'], traits: [plan, team] })
      await vi.waitUntil(() => isEditable(t.name), { timeout: 20_000 })
      const typed = new Map<string, string>()
      let count = 0
      for (const step of run) {
        if (step.kind === 'type') {
          const label = labels[step.field] ?? ''
          if (!isEditable(label)) continue
          const text = label === t.email ? `typed${count++}@example.com` : `typed ${count++}`
          fireEvent.change(find(label) ?? document.body, { target: { value: text } })
          typed.set(label, text)
        }
        if (step.kind === 'limit') world.limit(step.writable, step.isSupported)
        if (step.kind === 'list')
          world.show({ props: { fields: step.fields, traits: step.traits } })
        if (step.kind === 'readOnly') {
          const fields = step.fields.map((field) => ({ field, readOnly: true }))
          world.show({ props: { fields, traits: [{ ...plan, readOnly: true }] } })
        }
        if (step.kind === 'loading') {
          world.show({ userId: undefined })
          expectTyped()
          world.show({ userId: ada.id })
        }
        if (step.kind === 'client') world.show({ client: world.createClient(`client ${count++}`) })
        if (step.kind === 'initial')
          world.show({
            initial: { capabilities: undefined, user: { ...saved, name: 'Initial', rest: {} } },
          })
        if (step.kind === 'otherData') {
          const patch = { name: `other ${count}`, email: `other${count++}@example.com` }
          await world.adapter.users?.update?.(ada.id, patch, {})
        }
        if (step.kind === 'failedRead')
          world.adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
        if (/read|data/i.test(step.kind)) await world.read()
        world.adapter.faults.fail = undefined
        if (step.kind === 'save') await save()
        expectTyped()
      }
      world.unmount()

      function expectTyped(): void {
        for (const [label, text] of typed)
          expect([label, find(label)?.value, isEditable(label)]).toEqual([label, text, true])
      }
      async function save(): Promise<void> {
        const press = [...document.querySelectorAll('button')].find(({ type }) => type === 'submit')
        if (!press) return
        await act(async () => press.click())
        const isSaving = () => document.querySelector('[data-save="saving"]')
        await vi.waitUntil(() => !isSaving(), { interval: 2, timeout: 20_000 })
        const user = await world.adapter.users?.get?.(ada.id, {})
        const values: Record<string, unknown> = {
          [t.name]: user?.name,
          [t.email]: user?.email,
          Plan: user?.traits['plan'],
          Team: user?.traits['team'],
        }
        for (const [label, text] of typed) if (values[label] === text) typed.delete(label)
      }
    }),
    { seed: inject('seed'), numRuns: 25 },
  )
})

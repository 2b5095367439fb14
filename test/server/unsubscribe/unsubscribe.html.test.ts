import { HtmlValidate } from 'html-validate'
import { expect, it } from 'vitest'
import { IdentikitError } from '../../../src/core.js'
import { ar } from '../../../src/locales/ar.js'
import { de } from '../../../src/locales/de.js'
import { open, readUndo, recap } from './unsubscribe.fixture.js'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document'],
  rules: {
    // Style questions. The names of the product are texts of any length, and a button in a form submits it.
    'no-implicit-button-type': 'off',
    'no-raw-characters': 'error',
    'doctype-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'attr-quotes': 'error',
  },
})

/** Requests every page once, and returns them by their step. */
async function readPages(language: string): Promise<Readonly<Record<string, string>>> {
  const product = open({
    locales: [de, ar],
    settingsUrl: 'https://example.com/settings?a=1&b="2"',
    tokens: { '--ik-accent': '#0052cc' },
  })
  const { linkFor, adapter, get } = product
  const headers = { 'accept-language': language }
  const link = await linkFor('ada', { ...recap, address: 'ada@example.com' })
  const send = (fields: Readonly<Record<string, string>>, to = link) =>
    get(to, { method: 'POST', body: new URLSearchParams(fields), headers })
  const read = async (answer: Response | Promise<Response>) => (await answer).text()
  const stopped = await send({ action: 'stop' })
  const undo = await readUndo(stopped.clone())
  const pages = {
    question: await read(get(link, { headers })),
    stopped: await read(stopped),
    undone: await read(send({ action: 'undo', undo })),
    fewer: await read(send({ action: 'fewer', frequency: 'weekly' })),
    pause: await read(send({ action: 'pause' })),
    all: await read(send({ action: 'stop-all' })),
    locked: await read(
      send({ action: 'stop' }, await linkFor('ada', { type: 'alerts', channel: 'email' })),
    ),
    invalid: await read(get(`${link}x`, { headers })),
  }
  adapter.faults.fail = () => new IdentikitError('invalid', 'There is no such type.')
  const unknown = await read(send({ action: 'stop' }))
  adapter.faults.fail = () => new IdentikitError('service', 'It failed.')
  return { ...pages, unknown, failed: await read(send({ action: 'stop' })) }
}

it.each(['en', 'de', 'ar'])(
  'createUnsubscribe: every page is valid HTML, in %s',
  async (language) => {
    const problems: string[] = []
    for (const [step, html] of Object.entries(await readPages(language))) {
      const { results } = await validator.validateString(html)
      for (const { messages } of results)
        problems.push(...messages.map(({ ruleId, message }) => `${step}: ${ruleId}: ${message}`))
    }
    expect(problems).toEqual([])
  },
)

it('html-validate: finds a broken page', async () => {
  const { results } = await validator.validateString('<!doctype html><p><div>text</p></div>')
  expect(results[0]?.errorCount).toBeGreaterThan(0)
})

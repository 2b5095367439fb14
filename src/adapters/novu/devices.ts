import * as z from 'zod/mini'
import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { createDeviceTokens, type EditTokens } from '../http/deviceTokens.js'
import type { HttpClient } from '../http/httpClient.js'
import { toPathSegment } from '../http/httpClient.js'
import { toUserPath } from './users.js'

const text = z.nullish(z.string())

/**
 * The credentials of a subscriber by integration. Other keys are not read, so that no webhook address of a chat is.
 * @see https://docs.novu.co/api-reference/subscribers/update-provider-credentials
 */
const credentialsSchema = z.object({
  data: z.object({
    channels: z.nullish(
      z.array(
        z.object({
          providerId: z.string(),
          _integrationId: text,
          integrationIdentifier: text,
          credentials: z.nullish(z.object({ deviceTokens: z.nullish(z.array(z.string())) })),
        }),
      ),
    ),
  }),
})
type Credentials = NonNullable<z.infer<typeof credentialsSchema>['data']['channels']>[number]

/**
 * The integrations. Their own credentials, which older versions return, are not read.
 * @see https://docs.novu.co/api-reference/integrations/list-all-integrations
 */
const integrationsSchema = z.object({
  data: z.array(z.object({ _id: text, identifier: text })),
})

/** A provider, with the identifier of an integration if one is named. */
interface DeviceChannel {
  readonly providerId: string
  readonly identifier: string | undefined
}

const none: readonly string[] = []

/**
 * Creates the devices member, which keeps push tokens in the credentials of an integration. Novu appends a token with a PATCH. A token is
 * removed with a PUT of the others, which names the integration that they were read from.
 * @param channels providers, e.g. `fcm`, or providers with an integration, e.g. `fcm:my-app`
 */
export function createNovuDevices(http: HttpClient, channels: readonly string[]): DevicesMember {
  return createDeviceTokens(channels, async (id, name, edit, options) => {
    const channel = parseChannel(name)
    const init = { ...options, strict: true }
    const { data } = await http(credentialsSchema, 'GET', toUserPath(id), init).catch(
      ignoreUnknown(edit),
    )
    const stored = (data.channels ?? []).filter((item) => item.providerId === channel.providerId)
    const added = edit(none)
    await (added.length > 0
      ? add(id, channel, stored, added, options)
      : remove(id, channel, stored, edit, options))
  })

  async function add(
    id: string,
    { providerId, identifier }: DeviceChannel,
    stored: readonly Credentials[],
    tokens: readonly unknown[],
    options: RequestOptions,
  ): Promise<void> {
    const named = stored.find(
      (item) => identifier !== undefined && item.integrationIdentifier === identifier,
    )
    const isStored = tokens.every((token) => toTokens(named).includes(token as string))
    if (!isStored) await save('PATCH', id, providerId, identifier, tokens, options)
  }

  async function remove(
    id: string,
    { providerId, identifier }: DeviceChannel,
    stored: readonly Credentials[],
    edit: EditTokens,
    options: RequestOptions,
  ): Promise<void> {
    const withToken = stored.filter((item) => edit(toTokens(item)) !== toTokens(item))
    const isNamed = withToken.every((item) => item.integrationIdentifier)
    const identifiers = isNamed ? undefined : await readIdentifiers(options)
    const failures: unknown[] = []
    for (const item of withToken) {
      const found = item.integrationIdentifier || identifiers?.get(requireIntegration(item))
      // The tokens of a deleted integration get no messages, and can't be written.
      if (found === undefined || (identifier !== undefined && found !== identifier)) continue
      // Novu refuses the credentials of an inactive integration. The token leaves the others nevertheless.
      await save('PUT', id, providerId, found, edit(toTokens(item)), options).catch((error) =>
        failures.push(error),
      )
    }
    if (failures.length > 0) throw failures[0]
  }

  /** Returns the identifiers of the integrations by their internal ids. */
  async function readIdentifiers(options: RequestOptions): Promise<ReadonlyMap<string, string>> {
    const { data } = await http(integrationsSchema, 'GET', '/v1/integrations', options)
    const entries = data.flatMap(({ _id, identifier }) =>
      _id && identifier ? [[_id, identifier] as const] : [],
    )
    return new Map(entries)
  }

  async function save(
    method: 'PATCH' | 'PUT',
    id: string,
    providerId: string,
    integrationIdentifier: string | undefined,
    deviceTokens: readonly unknown[],
    options: RequestOptions,
  ): Promise<void> {
    const path = `/v1/subscribers/${toPathSegment(id)}/credentials`
    const body = { providerId, integrationIdentifier, credentials: { deviceTokens } }
    await http(z.unknown(), method, path, { ...options, body })
  }
}

const toTokens = (item: Credentials | undefined): readonly string[] =>
  item?.credentials?.deviceTokens ?? none

/** Returns the internal id of the integration of credentials. */
function requireIntegration({ _integrationId }: Credentials): string {
  if (_integrationId) return _integrationId
  throw new IdentikitError('bad-answer', 'Novu does not name the integration of a push token.')
}

/** Returns the provider and the identifier of the integration of a channel. */
export function parseChannel(channel: string): DeviceChannel {
  const [, providerId = '', identifier] = /^([^:]*)(?::(.*))?$/s.exec(channel) ?? []
  return { providerId, identifier }
}

/** An unknown user has no token to remove. */
const ignoreUnknown =
  (edit: EditTokens) =>
  (error: unknown): z.infer<typeof credentialsSchema> => {
    const isUnknown = isIdentikitError(error) && error.code === 'not-found'
    if (!isUnknown || edit(none) !== none) throw error
    return { data: {} }
  }

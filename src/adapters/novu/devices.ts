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
const channelsSchema = z.object({
  data: z.object({
    subscriberId: z.string(),
    channels: z.nullish(
      z.array(
        z.object({
          providerId: z.string(),
          integrationIdentifier: text,
          credentials: z.nullish(z.object({ deviceTokens: z.nullish(z.array(z.string())) })),
        }),
      ),
    ),
  }),
})
type Channel = NonNullable<z.infer<typeof channelsSchema>['data']['channels']>[number]

/**
 * Creates the devices member, which keeps push tokens in the credentials of a provider. Novu appends a token with a PATCH and replaces
 * all with a PUT, so that the tokens are read before one is removed.
 * @param channels providers, e.g. `fcm`, or providers with an integration, e.g. `fcm:my-app`
 */
export function createNovuDevices(http: HttpClient, channels: readonly string[]): DevicesMember {
  return createDeviceTokens(channels, async (id, channel, edit, options) => {
    const request = http(channelsSchema, 'GET', toUserPath(id), { ...options, strict: true })
    const { data } = await request.catch(ignoreUnknown(edit))
    const tokens = findTokens(data.channels ?? [], channel)
    const edited = edit(tokens)
    if (edited === tokens) return
    const added = edited.filter((token) => !tokens.includes(token as string))
    const isAdding = edited.length > tokens.length
    await save(id, channel, isAdding ? 'PATCH' : 'PUT', isAdding ? added : edited, options)
  })

  async function save(
    id: string,
    channel: string,
    method: 'PATCH' | 'PUT',
    deviceTokens: readonly unknown[],
    options: RequestOptions,
  ): Promise<void> {
    const [providerId, integrationIdentifier] = parseChannel(channel)
    const body = {
      providerId,
      ...(integrationIdentifier !== undefined && { integrationIdentifier }),
      credentials: { deviceTokens },
    }
    const path = `/v1/subscribers/${toPathSegment(id)}/credentials`
    await http(z.unknown(), method, path, { ...options, body })
  }
}

/** Returns the provider and the identifier of the integration of a channel. */
export function parseChannel(channel: string): readonly [string, string | undefined] {
  const [, provider = '', integration] = /^([^:]*)(?::(.*))?$/s.exec(channel) ?? []
  return [provider, integration]
}

/** An unknown user has no token to remove. */
const ignoreUnknown =
  (edit: EditTokens) =>
  (error: unknown): z.infer<typeof channelsSchema> => {
    const isUnknown = isIdentikitError(error) && error.code === 'not-found'
    const none: readonly unknown[] = []
    if (!isUnknown || edit(none) !== none) throw error
    return { data: { subscriberId: '', channels: [] } }
  }

/** Returns the tokens of a channel. Novu names the integration of a token by its identifier, which older answers lack. */
function findTokens(stored: readonly Channel[], channel: string): readonly string[] {
  const [providerId, identifier] = parseChannel(channel)
  const ofProvider = stored.filter((item) => item.providerId === providerId)
  const named = ofProvider.filter((item) => item.integrationIdentifier === identifier)
  const isNamed = identifier !== undefined && ofProvider.some((item) => item.integrationIdentifier)
  const found = isNamed ? named : ofProvider
  if (found.length > 1) {
    const message = `This user has credentials of several integrations of a provider. Name the integration in \`deviceChannels\`.`
    throw new IdentikitError('unsupported', message)
  }
  return found[0]?.credentials?.deviceTokens ?? []
}

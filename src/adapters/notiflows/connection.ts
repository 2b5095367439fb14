import type { UserToken } from '../http/credentials.js'
import { toPathSegment, type HttpClient, type HttpClientOptions } from '../http/httpClient.js'
import { createNotiflowsHeaders } from './token.js'

/** The API client of one user and the user's paths in that API. */
export interface Connection {
  readonly http: HttpClient
  /** The path of the user: empty in the User API. */
  readonly path: string
  /** Returns the path of the settings of a channel. */
  readonly toSettingsPath: (channel: string) => string
}

/** Returns the connection of a user. */
export type GetConnection = (id: string) => Connection

type CreateHttp = (headers: HttpClientOptions['headers']) => HttpClient

/** Creates connections to the User API. A token belongs to one user, so each user has a client. */
export function createUserConnections(
  createHttp: CreateHttp,
  publicKey: string,
  userToken: UserToken,
): GetConnection {
  let last: (Connection & { readonly id: string }) | undefined
  return (id) => {
    if (last?.id !== id) {
      const http = createHttp(createNotiflowsHeaders(publicKey, userToken, id))
      last = { id, http, path: '', toSettingsPath: (channel) => `/channels/${channel}/settings` }
    }
    return last
  }
}

/** Creates connections to the Admin API. */
export function createAdminConnections(http: HttpClient): GetConnection {
  return (id) => {
    const path = `/users/${toPathSegment(id)}`
    return { http, path, toSettingsPath: (channel) => `${path}/channel-settings/${channel}` }
  }
}

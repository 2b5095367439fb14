import type { UserClient } from '../../../src/core.js'

export declare const client: UserClient

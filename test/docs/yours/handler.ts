import type { UserHandler } from '../../../src/server.js'

export declare const handler: UserHandler

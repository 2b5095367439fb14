import type { UserRecord } from '../../../src/core.js'

export declare function readUsers(): AsyncIterable<UserRecord>

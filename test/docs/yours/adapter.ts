import type { PostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import type { UserAdapter } from '../../../src/core.js'

export declare const adapter: PostgresAdapter

export declare function findAdapter(userId: string, scope: string | undefined): UserAdapter

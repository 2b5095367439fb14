import type { UserAdapter } from '../../../src/core.js'

export declare const knock: UserAdapter
export declare const trophy: UserAdapter
export declare const postgres: UserAdapter

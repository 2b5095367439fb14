import type { NotificationCatalog } from '../../../src/core.js'

export declare const catalog: NotificationCatalog

export { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
export { createUserHandler } from '../../../src/server.js'
export { toNodeListener } from '../../../src/server/nodeListener.js'

export { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
export { createUserHandler, toNodeListener } from '../../../src/server.js'

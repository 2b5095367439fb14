import * as knock from '../src/adapters/knock.js'
import * as memory from '../src/adapters/memory.js'
import * as postgres from '../src/adapters/postgres.js'
import * as remote from '../src/adapters/remote.js'
import * as trophy from '../src/adapters/trophy.js'
import * as core from '../src/core.js'
import * as kit from '../src/index.js'
import * as server from '../src/server.js'

export { core, kit, knock, memory, postgres, remote, server, trophy }
export as namespace identikitSources

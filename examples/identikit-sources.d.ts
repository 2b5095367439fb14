import * as engage from '../src/adapters/engage/engage.js'
import * as knock from '../src/adapters/knock/knock.js'
import * as memory from '../src/adapters/memory/memory.js'
import * as notiflows from '../src/adapters/notiflows/notiflows.js'
import * as postgres from '../src/adapters/postgres/postgres.js'
import * as remoteAdapter from '../src/adapters/remote/remote.js'
import * as trophy from '../src/adapters/trophy/trophy.js'
import * as core from '../src/core.js'
import * as kit from '../src/index.js'
import * as preferences from '../src/preferences.js'
import * as profile from '../src/profile.js'
import * as remote from '../src/remote.js'
import * as server from '../src/server.js'
import * as serverNode from '../src/server/nodeListener.js'
import * as timezone from '../src/timezone.js'

export {
  core,
  engage,
  kit,
  knock,
  memory,
  notiflows,
  postgres,
  preferences,
  profile,
  remote,
  remoteAdapter,
  server,
  serverNode,
  timezone,
  trophy,
}
export as namespace identikitSources

import * as courier from '../src/adapters/courier/courier.js'
import * as engage from '../src/adapters/engage/engage.js'
import * as adapterKit from '../src/adapter-kit.js'
import * as knock from '../src/adapters/knock/knock.js'
import * as novu from '../src/adapters/novu/novu.js'
import * as onesignal from '../src/adapters/onesignal/onesignal.js'
import * as memory from '../src/adapters/memory/memory.js'
import * as notiflows from '../src/adapters/notiflows/notiflows.js'
import * as postgres from '../src/adapters/postgres/postgres.js'
import * as remoteAdapter from '../src/adapters/remote/remote.js'
import * as trophy from '../src/adapters/trophy/trophy.js'
import * as core from '../src/core.js'
import * as kit from '../src/index.js'
import * as localeDe from '../src/locales/de.js'
import * as localeEn from '../src/locales/en.js'
import * as localeEs from '../src/locales/es.js'
import * as localeFr from '../src/locales/fr.js'
import * as localePtBR from '../src/locales/pt-BR.js'
import * as localePl from '../src/locales/pl.js'
import * as localeJa from '../src/locales/ja.js'
import * as localeZhHans from '../src/locales/zh-Hans.js'
import * as localeAr from '../src/locales/ar.js'
import * as localePseudo from '../src/locales/pseudo.js'
import * as preferences from '../src/preferences.js'
import * as profile from '../src/profile.js'
import * as remote from '../src/remote.js'
import * as server from '../src/server.js'
import * as serverNode from '../src/server/nodeListener.js'
import * as testing from '../src/testing.js'
import * as testingConformance from '../src/testing/conformance.js'
import * as timezone from '../src/timezone.js'

export {
  core,
  courier,
  engage,
  kit,
  adapterKit,
  knock,
  novu,
  onesignal,
  localeDe,
  localeEn,
  localeEs,
  localeFr,
  localePtBR,
  localePl,
  localeJa,
  localeZhHans,
  localeAr,
  localePseudo,
  memory,
  notiflows,
  postgres,
  preferences,
  profile,
  remote,
  remoteAdapter,
  server,
  serverNode,
  testing,
  testingConformance,
  timezone,
  trophy,
}
export as namespace identikitSources

// Resolves the package entries to their sources for TypeScript, as vite.config.ts does for Vite.
declare module 'identikit' {
  export = identikitSources.kit
}
declare module 'identikit/core' {
  export = identikitSources.core
}
declare module 'identikit/preferences' {
  export = identikitSources.preferences
}
declare module 'identikit/profile' {
  export = identikitSources.profile
}
declare module 'identikit/locales/de' {
  export = identikitSources.localeDe
}
declare module 'identikit/locales/en' {
  export = identikitSources.localeEn
}
declare module 'identikit/locales/es' {
  export = identikitSources.localeEs
}
declare module 'identikit/locales/fr' {
  export = identikitSources.localeFr
}
declare module 'identikit/locales/pt-BR' {
  export = identikitSources.localePtBR
}
declare module 'identikit/locales/pl' {
  export = identikitSources.localePl
}
declare module 'identikit/locales/ja' {
  export = identikitSources.localeJa
}
declare module 'identikit/locales/zh-Hans' {
  export = identikitSources.localeZhHans
}
declare module 'identikit/locales/ar' {
  export = identikitSources.localeAr
}
declare module 'identikit/locales/pseudo' {
  export = identikitSources.localePseudo
}
declare module 'identikit/testing' {
  export = identikitSources.testing
}
declare module 'identikit/testing/conformance' {
  export = identikitSources.testingConformance
}
declare module 'identikit/timezone' {
  export = identikitSources.timezone
}
declare module 'identikit/server' {
  export = identikitSources.server
}
declare module 'identikit/server/node' {
  export = identikitSources.serverNode
}
declare module 'identikit/remote' {
  export = identikitSources.remote
}
declare module 'identikit/adapters/engage' {
  export = identikitSources.engage
}
declare module 'identikit/adapter-kit' {
  export = identikitSources.adapterKit
}
declare module 'identikit/adapters/novu' {
  export = identikitSources.novu
}
declare module 'identikit/adapters/onesignal' {
  export = identikitSources.onesignal
}
declare module 'identikit/adapters/knock' {
  export = identikitSources.knock
}
declare module 'identikit/adapters/memory' {
  export = identikitSources.memory
}
declare module 'identikit/adapters/notiflows' {
  export = identikitSources.notiflows
}
declare module 'identikit/adapters/postgres' {
  export = identikitSources.postgres
}
declare module 'identikit/adapters/remote' {
  export = identikitSources.remoteAdapter
}
declare module 'identikit/adapters/courier' {
  export = identikitSources.courier
}
declare module 'identikit/adapters/trophy' {
  export = identikitSources.trophy
}
declare module 'identikit/styles.css' {}

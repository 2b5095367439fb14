export { createRemoteClient, type RemoteClientOptions } from './adapters/remote/remoteClient.js'

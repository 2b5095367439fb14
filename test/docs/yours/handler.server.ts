export * from './handler.js'

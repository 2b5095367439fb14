export * from '../../../stories/avatar/pictures.js'

export { setOnline } from '../../stories/online.js'

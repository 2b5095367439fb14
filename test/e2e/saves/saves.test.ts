import { testBulk } from './bulk.js'
import { testConnection } from './connection.js'
import { testLeaving } from './leaving.js'
import { testOrder } from './order.js'
import { setUpSite } from './setUpSite.js'
import { testStorage } from './storage.js'

const setup = setUpSite()

testLeaving(setup)
testOrder(setup)
testConnection(setup)
testStorage(setup)
testBulk(setup)

import { testWholeMerge } from '../conformance/conformance.merge.js'
import { testAdapter } from '../conformance/conformance.js'
import { createTarget } from './conformanceTarget.js'
import { engine } from './postgres.fixture.js'

const target = createTarget('conformance', (text, params) => engine().query(text, params))

testAdapter('postgres', target)
testWholeMerge('postgres', target)

// @ts-check
import { PGlite } from '@electric-sql/pglite'

const database = new PGlite(process.argv[2])
await database.waitReady
await database.close()

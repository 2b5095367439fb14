/** Runs the tests of docs/testing.md and docs/mail-worker.md that need no browser. */
import 'page:docs/testing.md:src/handler.test.ts'
import 'page:docs/mail-worker.md:src/worker/recap.test.ts'

/** Runs the tests of docs/testing.md in a browser. */
import 'page:docs/testing.md:src/Settings.test.tsx'
import 'page:docs/testing.md:src/signedOut.test.tsx'
import 'page:docs/testing.md:src/useUser.test.tsx'

// @vitest-environment happy-dom
/** Runs the test of docs/testing.md with MSW, which intercepts requests in Node. */
import 'page:docs/testing.md:src/pageWithHandler.test.tsx'

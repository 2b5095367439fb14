/** Counts the rejections of Knock's hook that no caller can catch, which would end the process. Returns a function that reads the count. */
export function countRejections(): () => number {
  const fromClient = /ApiRequestError|fetch failed/
  const print = console.error
  let rejections = 0
  console.error = (...values: unknown[]) => {
    // Knock's client prints every failed request.
    if (!fromClient.test(String(values[0]))) print(...values)
  }
  process.on('unhandledRejection', (reason) => {
    if (!fromClient.test(String(reason))) throw reason
    rejections += 1
  })
  return () => rejections
}

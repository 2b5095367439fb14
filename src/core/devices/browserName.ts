/** Names of browsers and of systems, each with the text in a user agent that only it has after those before it were excluded. */
const browsers = [
  [/Edg/, 'Edge'],
  [/OPR|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrom|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const
const systems = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS/, 'macOS'],
  [/Windows/, 'Windows'],
  [/Linux/, 'Linux'],
] as const

/** Returns the names of the browser and of its system; `undefined` for a user agent of another one. */
export function browserName(
  userAgent: string,
): { readonly browser: string; readonly system: string } | undefined {
  const [, browser] = browsers.find(([text]) => text.test(userAgent)) ?? []
  const [, system] = systems.find(([text]) => text.test(userAgent)) ?? []
  return browser && system ? { browser, system } : undefined
}

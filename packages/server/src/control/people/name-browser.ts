const browsers: readonly [RegExp, string][] = [[/\bEdg/, 'Edge'], [/\bOPR\//, 'Opera'], [/\bFirefox\//, 'Firefox'], [/\bChrome\//, 'Chrome'], [/\bSafari\//, 'Safari']]
const systems: readonly [RegExp, string][] = [[/\biPhone\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b/, 'Mac'], [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux']]

const nameIn = (list: typeof browsers, text: string) => list.find(([sign]) => sign.test(text))?.[1]

/** A browser in words, without its version: `Firefox on Linux`. One that sends no such header is the same unknown one each time. */
export function nameBrowser(userAgent: string | null): string {
  const [browser, system] = [nameIn(browsers, userAgent ?? ''), nameIn(systems, userAgent ?? '')]
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? 'An unknown browser')
}

/** A browser to start, for playwright and @web/test-runner alike: `chromium.launch(await browser())`. */
export function browser(): Promise<{ executablePath: string; args: string[]; env: Record<string, string> }>

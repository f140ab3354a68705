import { run } from './run.js'

const argv = process.argv.slice(2)

if (argv[0] === 'serve' && !argv.includes('--help')) {
  await import('../main.js')
} else if (argv[0] === 'mcp' && !argv.includes('--help')) {
  // Its standard output is the protocol's: nothing else may write there.
  const { serveAssistant } = await import('./mcp.js')
  process.exitCode = await serveAssistant(argv.slice(1), process.env)
} else {
  try {
    process.exitCode = await run(argv, process.env, { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) })
  } catch (error) {
    process.stderr.write(`startupkit: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

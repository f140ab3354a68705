// Runs a TypeScript module of ours in a process of its own: node run-typescript.mjs MODULE. Node 20 does not read TypeScript by itself.
import { runnerImport } from 'vite'

await runnerImport(process.argv[2], { configFile: false, logLevel: 'error', root: import.meta.dirname })

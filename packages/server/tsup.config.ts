import { cp } from 'node:fs/promises'
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', main: 'src/main.ts', cli: 'src/cli/main.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  sourcemap: true,
  clean: ['!**/*.d.ts'],
  // What an assistant can read stands beside the code.
  onSuccess: () => cp('../../docs/guides', 'dist/guides', { recursive: true }),
})

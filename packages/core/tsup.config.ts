import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', contract: 'src/contract.ts', plumbing: 'src/plumbing.ts', testing: 'src/testing.ts', 'adapters/smtp': 'src/adapters/smtp.ts', 'adapters/web-requests': 'src/adapters/web-requests.ts', 'adapters/web-push': 'src/adapters/web-push.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  sourcemap: true,
  clean: ['!**/*.d.ts'],
})

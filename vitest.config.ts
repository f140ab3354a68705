import { defaultClientConditions, defaultServerConditions } from 'vite'
import { configDefaults, defineConfig } from 'vitest/config'

const long = process.env.LONG === '1'
const project = (name: string, root: string, test: object = {}) => ({ extends: true as const, root, test: { name, root, ...test } })

export default defineConfig({
  resolve: { conditions: ['startupkit:source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['startupkit:source', ...defaultServerConditions] } },
  test: {
    include: ['**/*.test.ts', '**/*.test.mjs'],
    // *.element.test.ts run in a browser (tooling/browser/elements.mjs), *.long.test.ts only with LONG=1, journeys by themselves (npm test).
    exclude: [...configDefaults.exclude, '**/*.element.test.ts', ...(long ? [] : ['**/*.long.test.ts'])],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: long ? 600_000 : 20_000,
    hookTimeout: long ? 600_000 : 30_000,
    projects: [
      // Their modules are loaded once for each worker instead of once for each file: half the time. Whatever a file opens it closes.
      project('core', 'packages/core', { isolate: false }),
      project('server', 'packages/server', { isolate: false }),
      project('sdk', 'packages/sdk'),
      project('widgets', 'packages/widgets'),
      project('dashboard', 'examples/admin-dashboard'),
      project('embed-hono', 'examples/embed-hono'),
      project('embed-node', 'examples/embed-node'),
      project('embed-express', 'examples/embed-express'),
      project('embed-next', 'examples/embed-next'),
      project('in-process', 'examples/in-process'),
      project('stateless', 'examples/stateless'),
      project('webhook-receiver', 'examples/webhook-receiver'),
      project('storage', 'tooling/storage-contract'),
      project('tooling', 'tooling', { exclude: ['**/node_modules/**', 'storage-contract/**', '**/*.element.test.ts', ...(long ? [] : ['**/*.long.test.*'])] }),
      project('bench', 'bench'),
      project('e2e', 'examples/e2e', { globalSetup: 'house/start.ts', testTimeout: long ? 600_000 : 120_000, hookTimeout: 180_000, fileParallelism: false }),
    ],
  },
})

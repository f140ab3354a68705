import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig(({ command }) => ({
  // While developing, the SDK is read from its sources; a build takes what would be published.
  resolve: { conditions: command === 'serve' ? ['startupkit:source', ...defaultClientConditions] : [...defaultClientConditions] },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: false },
  server: { port: 8788, strictPort: false },
}))

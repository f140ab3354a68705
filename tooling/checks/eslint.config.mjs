import js from '@eslint/js'
import { configs as lit } from 'eslint-plugin-lit'
import litA11y from 'eslint-plugin-lit-a11y'
import { configs as wc } from 'eslint-plugin-wc'
import ts from 'typescript-eslint'

const tests = ['**/*.test.ts', '**/*.test.mjs', 'packages/*/src/testing.ts', 'packages/core/src/database/contract/**', 'examples/e2e/**', 'bench/**', 'tooling/**']
const elements = ['packages/widgets/src/**/*.ts', 'examples/admin-dashboard/src/**/*.ts']

const typesOnly = [
  { selector: 'TSEnumDeclaration', message: 'TypeScript is types only: a union of strings, or an object `as const`.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'TypeScript is types only: a file is a module already.' },
  { selector: 'TSParameterProperty', message: 'TypeScript is types only: declare the field and assign it.' },
]

const time = [
  { object: 'Date', property: 'now', message: 'Time is injected: ctx.now(). Only foundation/ reads the clock.' },
  { object: 'Math', property: 'random', message: 'Ids and chance are injected: ctx.newId(prefix), foundation/crypto.' },
  { object: 'crypto', property: 'randomUUID', message: 'Ids are injected: ctx.newId(prefix).' },
]

export default ts.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.generated.ts', '**/generated/**', 'data/**', '**/coverage/**', '**/fixtures/**', '**/assets/**'] },
  js.configs.recommended,
  { files: ['**/*.ts'], extends: [ts.configs.recommended] },
  {
    // Element tests belong to the tsconfig of tooling/browser, which the project service does not find from where they lie.
    files: ['packages/*/src/**/*.ts', 'examples/*/src/**/*.ts'],
    ignores: ['**/*.element.test.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      semi: ['error', 'never'],
      quotes: ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-control-regex': 'off',
      'object-shorthand': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      'no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      'no-restricted-syntax': ['error', ...typesOnly],
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['packages/core/src/foundation/**', 'packages/core/src/adapters/**', ...tests],
    rules: {
      'no-restricted-properties': ['error', ...time],
      'no-restricted-syntax': ['error', { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is injected: ctx.now().' }, ...typesOnly],
    },
  },
  {
    // database/ measures how long transactions and waits take on this machine: that is not business time.
    files: ['packages/core/src/database/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['packages/core/src/**/*.ts', 'packages/sdk/src/**/*.ts'],
    ignores: ['packages/core/src/database/**', 'packages/core/src/adapters/**', ...tests],
    rules: { 'no-restricted-globals': ['error', { name: 'process', message: 'Core and sdk run in any process: hand the value in.' }] },
  },
  {
    files: ['packages/server/src/**/*.ts'],
    ignores: ['packages/server/src/main.ts', 'packages/server/src/cli/**', ...tests],
    rules: { 'no-restricted-syntax': ['error', { selector: 'MemberExpression[object.name="process"][property.name="env"]', message: 'The environment is read once: main.ts hands it to config.ts.' }, ...typesOnly] },
  },
  { files: elements, extends: [lit['flat/recommended'], wc['flat/recommended']], plugins: { 'lit-a11y': litA11y }, rules: { ...litA11y.configs.recommended.rules, 'wc/guard-super-call': 'off', 'lit-a11y/click-events-have-key-events': ['error', { allowList: ['slot'] }], 'wc/require-listener-teardown': 'off' } },
  { files: [...tests, 'packages/server/src/cli/**', 'packages/server/bin/**', '**/*.mjs'], rules: { 'no-console': 'off', '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', fetch: 'readonly', Buffer: 'readonly', AbortSignal: 'readonly', performance: 'readonly', document: 'readonly', Response: 'readonly', Request: 'readonly', Headers: 'readonly', structuredClone: 'readonly', TextDecoder: 'readonly', TextEncoder: 'readonly', URLSearchParams: 'readonly' } } },
)

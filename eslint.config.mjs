// The rules are in tooling/checks, with the plugins they need, so that running the product installs none of them.
export { default } from './tooling/checks/eslint.config.mjs'

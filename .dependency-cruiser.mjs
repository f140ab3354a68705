// The walls of the house, for editors and for `npx depcruise`; the rules and their reasons are in tooling/checks/walls.mjs.
export { default } from './tooling/checks/walls.mjs'

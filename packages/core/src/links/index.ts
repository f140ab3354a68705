export { linkErrors } from './errors.js'
export { readLink, revokeLinks, useLink, type FoundLink } from './follow-link.js'
export { issueLink, type LinkData, type NewLink } from './issue-link.js'
export { defineLinkPurpose, type LinkPurpose } from './purpose.js'

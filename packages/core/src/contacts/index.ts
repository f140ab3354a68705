export * from './contact-names.js'
export * from './schemas.js'

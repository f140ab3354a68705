export * from '@open-wc/testing'

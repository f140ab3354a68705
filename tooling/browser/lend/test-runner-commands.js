export * from '@web/test-runner-commands'

import { createHandler } from '@startupkit/server'

/**
 * What every instance makes anew: nothing is kept on its disk that matters. All instances share one libSQL server, one secret (stored
 * credentials are sealed with it) and no worker.
 */
export const openKit = () =>
  createHandler({
    dataDir: process.env.SCRATCH ?? '/tmp/startupkit',
    control: { url: process.env.CONTROL_URL, ...(process.env.CONTROL_TOKEN && { authToken: process.env.CONTROL_TOKEN }) },
    secret: process.env.KIT_SECRET,
    worker: false,
  })

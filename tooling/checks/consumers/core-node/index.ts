import { KitError, openKit, type Actor } from '@startupkit/core'

const owner: Actor = { role: 'owner', id: 'me' }
const kit = await openKit({ database: { url: 'file:./business.db' } })
try {
  const business = await kit.as(owner).settings.getBusiness({})
  console.log(business)
  // @ts-expect-error there is no such room
  await kit.as(owner).nothing.get({})
} catch (problem) {
  if (problem instanceof KitError) console.log(problem.code)
} finally {
  await kit.close()
}

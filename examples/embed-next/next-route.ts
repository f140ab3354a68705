/**
 * What Next asks of a route handler's file, as its own type check words it. Next itself is not installed here: with its compiler it
 * weighs more than all the rest of this repository. A change of Next's rules has to be followed here by hand.
 */
export type RouteFile<Params> = {
  runtime?: 'nodejs' | 'edge'
  dynamic?: 'auto' | 'force-dynamic' | 'error' | 'force-static'
  revalidate?: number | false
  maxDuration?: number
} & { [M in 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS']?: (request: Request, context: { params: Promise<Params> }) => Response | Promise<Response> }

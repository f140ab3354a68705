import type { Kit } from '@startupkit/core'

type Labels = Readonly<Record<string, string>>
type Sample = { name: string; labels?: Labels; value: number }

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
const lineOf = ({ name, labels = {}, value }: Sample): string => {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
  return `${name}${pairs.length ? `{${pairs.join(',')}}` : ''} ${value}`
}
const family = (name: string, type: 'counter' | 'gauge' | 'histogram', help: string, samples: Sample[]): string =>
  samples.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.map(lineOf).join('\n')}\n`

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
type Histogram = { labels: Labels; buckets: number[]; sum: number; count: number }

type GateTotals = ReturnType<Kit['stats']>
export type Gauges = { kits: ReadonlyMap<string, Kit>; control: Kit; liveConnections: number; eventLoopDelayMs: number; lastBackup: { at: string; ok: boolean } | null }

const system = { role: 'system', id: 'metrics' } as const
const nothing: GateTotals = { commits: 0, writes: 0, retries: 0, reruns: 0, waiting: 0 }
const added = (a: GateTotals, b: GateTotals): GateTotals => ({ commits: a.commits + b.commits, writes: a.writes + b.writes, retries: a.retries + b.retries, reruns: a.reruns + b.reruns, waiting: a.waiting + b.waiting })
/** How long job counts are kept, so that an eager scraper costs no more than a patient one. */
const jobsKeptMs = 10_000

/** Counts what happens and says it in the text format of Prometheus. No label is ever an id or anything that a visitor chose. */
export function createMeters() {
  const requests = new Map<string, Histogram>()
  const failures = new Map<string, { labels: Labels; value: number }>()
  let closed = nothing
  let jobs: { at: number; samples: Sample[] } | undefined

  async function countJobs({ kits, control }: Gauges): Promise<Sample[]> {
    const totals = { ready: 0, due: 0, running: 0, dead: 0 }
    for (const kit of [control, ...kits.values()]) {
      const counted = await kit.as(system).system.health({}).then((health) => health.jobs, () => null) // closed meanwhile
      if (counted) for (const state of ['ready', 'due', 'running', 'dead'] as const) totals[state] += counted[state]
    }
    return Object.entries(totals).map(([state, value]) => ({ name: 'startupkit_jobs', labels: { state }, value }))
  }

  return {
    answered(method: string, route: string, status: number, seconds: number): void {
      const labels = { method: /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : 'other', route: route || 'none', status: String(status) }
      const key = `${labels.method} ${labels.route} ${labels.status}`
      let one = requests.get(key)
      if (!one) requests.set(key, (one = { labels, buckets: bounds.map(() => 0), sum: 0, count: 0 }))
      const at = bounds.findIndex((bound) => seconds <= bound)
      if (at >= 0) one.buckets[at]!++
      one.sum += seconds
      one.count++
    },
    jobFailed(kind: string, hopeless: boolean): void {
      const key = `${kind} ${hopeless}`
      const one = failures.get(key) ?? { labels: { kind, hopeless: String(hopeless) }, value: 0 }
      one.value++
      failures.set(key, one)
    },
    /** What a kit counted stays counted when it is closed. */
    closing(kit: Kit): void {
      closed = added(closed, { ...kit.stats(), waiting: 0 })
    },
    async text(gauges: Gauges): Promise<string> {
      const { kits, control, liveConnections, eventLoopDelayMs, lastBackup } = gauges
      if (!jobs || performance.now() - jobs.at > jobsKeptMs) jobs = { at: performance.now(), samples: await countJobs(gauges) }
      const gates = { control: control.stats(), workspaces: [...kits.values()].reduce((sum, kit) => added(sum, kit.stats()), closed) }
      const ofGates = (name: string, of: keyof GateTotals): Sample[] => Object.entries(gates).map(([databases, totals]) => ({ name, labels: { databases }, value: totals[of] }))
      const gauge = (name: string, help: string, value: number) => family(name, 'gauge', help, [{ name, value }])
      const http = 'startupkit_http_request_seconds'
      const buckets = [...requests.values()].flatMap(({ labels, buckets, sum, count }) => {
        let below = 0
        return [
          ...bounds.map((bound, at) => ({ name: `${http}_bucket`, labels: { ...labels, le: String(bound) }, value: (below += buckets[at]!) })),
          { name: `${http}_bucket`, labels: { ...labels, le: '+Inf' }, value: count }, { name: `${http}_sum`, labels, value: sum }, { name: `${http}_count`, labels, value: count },
        ]
      })
      return [
        family(http, 'histogram', 'How long requests took, by route and status.', buckets),
        gauge('startupkit_open_workspaces', 'Workspaces whose database is open.', kits.size),
        gauge('startupkit_live_connections', 'Live streams that are open.', liveConnections),
        family('startupkit_gate_waiting', 'gauge', 'Writes that wait for their turn.', ofGates('startupkit_gate_waiting', 'waiting')),
        family('startupkit_gate_writes_total', 'counter', 'Writes that were asked for.', ofGates('startupkit_gate_writes_total', 'writes')),
        family('startupkit_gate_groups_total', 'counter', 'Commits: waiting writes share one.', ofGates('startupkit_gate_groups_total', 'commits')),
        family('startupkit_gate_busy_total', 'counter', 'Groups that found the database busy or lost it, and tried again.', ofGates('startupkit_gate_busy_total', 'retries')),
        family('startupkit_gate_reruns_total', 'counter', 'Groups that ran again with savepoints, because one of them failed.', ofGates('startupkit_gate_reruns_total', 'reruns')),
        family('startupkit_jobs', 'gauge', 'Jobs of the open databases that are not done.', jobs.samples),
        family('startupkit_job_failures_total', 'counter', 'Tries of jobs that failed, by kind; hopeless ones are not tried again.', [...failures.values()].map((one) => ({ name: 'startupkit_job_failures_total', ...one }))),
        gauge('startupkit_event_loop_delay_seconds', 'The 99th percentile of how late the event loop was, since the last time.', eventLoopDelayMs / 1_000),
        gauge('startupkit_last_backup_timestamp_seconds', 'When the last good backup was made; 0 for never.', lastBackup?.ok ? Date.parse(lastBackup.at) / 1_000 : 0),
        gauge('process_resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss()),
        family('process_cpu_seconds_total', 'counter', 'Time on the processors.', [{ name: 'process_cpu_seconds_total', value: (process.cpuUsage().user + process.cpuUsage().system) / 1e6 }]),
        gauge('process_start_time_seconds', 'When the process started.', Math.round((Date.now() - performance.now()) / 1_000)),
      ].join('')
    },
  }
}

export type Meters = ReturnType<typeof createMeters>

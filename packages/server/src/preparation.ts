/** One thing that is being made ready in the background. */
export type Task = { name: string; state: 'waiting' | 'running' | 'done' | 'failed'; done: number; total: number | null; message: string }

export type Preparation = {
  tasks(): readonly Task[]
  report(name: string, change: Partial<Omit<Task, 'name'>>): void
  /** Whether everything that was announced is there. */
  ready(): boolean
  onChange(listener: (task: Task) => void): void
}

/** What `/readyz` and the console tell of the work that goes on while the server already answers. */
export function createPreparation(): Preparation {
  const tasks = new Map<string, Task>()
  const listeners = new Set<(task: Task) => void>()
  return {
    tasks: () => [...tasks.values()],
    report(name, change) {
      const task = { ...(tasks.get(name) ?? { name, state: 'waiting' as const, done: 0, total: null, message: '' }), ...change }
      tasks.set(name, task)
      for (const listener of listeners) listener(task)
    },
    ready: () => [...tasks.values()].every((task) => task.state === 'done'),
    onChange: (listener) => void listeners.add(listener),
  }
}

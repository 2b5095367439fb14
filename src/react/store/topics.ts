/** Creates a list of listeners, each for some topics or for all. */
export function createTopics() {
  const all = new Set<() => void>()
  const byTopic = new Map<string, Set<() => void>>()

  return {
    /** Adds a listener and returns a function that removes it. */
    subscribe(listener: () => void, topics?: readonly string[]): () => void {
      // Of its own, since one function may be subscribed twice.
      const call = () => listener()
      const sets = topics?.map((topic) => {
        const set = byTopic.get(topic) ?? new Set()
        byTopic.set(topic, set)
        return set
      }) ?? [all]
      for (const set of sets) set.add(call)
      return () => {
        for (const set of sets) set.delete(call)
        for (const topic of topics ?? []) if (byTopic.get(topic)?.size === 0) byTopic.delete(topic)
      }
    },
    /** Calls the listeners of topics, each once; without topics all. Listeners without topics are always called. */
    notify(topics: readonly string[] | undefined): void {
      const sets = topics
        ? topics.flatMap((topic) => byTopic.get(topic) ?? [])
        : [...byTopic.values()]
      const listeners = new Set([...all, ...sets.flatMap((set) => [...set])])
      for (const listener of listeners) listener()
    },
  }
}

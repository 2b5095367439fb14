/** Creates a list of listeners, each for one topic or for all. */
export function createTopics() {
  const all = new Set<() => void>()
  const byTopic = new Map<string, Set<() => void>>()

  return {
    /** Adds a listener and returns a function that removes it. */
    subscribe(listener: () => void, topic?: string): () => void {
      // Of its own, since one function may be subscribed twice.
      const call = () => listener()
      const listeners = topic === undefined ? all : (byTopic.get(topic) ?? new Set())
      if (topic !== undefined) byTopic.set(topic, listeners)
      listeners.add(call)
      return () => {
        if (!listeners.delete(call) || topic === undefined) return
        if (listeners.size === 0) byTopic.delete(topic)
      }
    },
    /** Calls the listeners of topics, each once; without topics all. Listeners without a topic are always called. */
    notify(topics: Iterable<string> | undefined): void {
      const called = new Set(topics ?? byTopic.keys())
      const lists = [all, ...Array.from(called, (topic) => byTopic.get(topic) ?? [])]
      for (const listener of lists.flatMap((list) => [...list])) listener()
    },
  }
}

type Listener = (seq: number) => void;

/** Who in this process listens to which run. A listener that throws does not keep the others from hearing. */
export class Listeners {
  readonly #byRun = new Map<string, Set<{ listener: Listener }>>();

  add(runId: string, listener: Listener): () => void {
    const entry = { listener };
    const set = this.#byRun.get(runId) ?? new Set();
    this.#byRun.set(runId, set.add(entry));
    return () => {
      set.delete(entry);
      if (set.size === 0 && this.#byRun.get(runId) === set) this.#byRun.delete(runId);
    };
  }

  tell(runId: string, seq: number): void {
    for (const { listener } of [...(this.#byRun.get(runId) ?? [])]) {
      try {
        listener(seq);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  tellAll(seq: number): void {
    for (const runId of [...this.#byRun.keys()]) this.tell(runId, seq);
  }

  clear(): void {
    this.#byRun.clear();
  }
}

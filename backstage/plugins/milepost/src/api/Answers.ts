/**
 * Keeps answers for a short time. Cards of a page that read the same share one request, and a tab that is opened again
 * shows at once what it showed. A failed request is not kept.
 */
export class Answers {
  readonly #kept = new Map<string, { at: number; answer: Promise<unknown> }>();

  constructor(
    private readonly maxAgeMs = 60_000,
    private readonly now: () => number = Date.now,
  ) {}

  of<T>(key: unknown[], load: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key);
    const kept = this.#kept.get(name);
    if (kept && this.now() - kept.at < this.maxAgeMs) {
      return kept.answer as Promise<T>;
    }
    const answer = load();
    this.#kept.set(name, { at: this.now(), answer });
    answer.catch(() => {
      if (this.#kept.get(name)?.answer === answer) {
        this.#kept.delete(name);
      }
    });
    return answer;
  }

  forget() {
    this.#kept.clear();
  }
}

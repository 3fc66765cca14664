/** A change of an entity that is not sent yet. */
export interface Change {
  /** When the catalog saw it, or earlier if that is known. */
  at: Date;
  /** The digest of the content after it. */
  digest: string;
}

/** The changes that are not sent yet, by the refs of their entities. */
export class Changes {
  private readonly pending = new Map<string, Change>();

  /** A second change before the first is sent is part of the first. */
  add(ref: string, change: Change): void {
    const before = this.pending.get(ref);
    this.pending.set(
      ref,
      before && before.at < change.at ? { ...change, at: before.at } : change,
    );
  }

  /** Takes the changes that were seen until a time. */
  takeUntil(time: Date): Map<string, Change> {
    const taken = new Map([...this.pending].filter(([, { at }]) => at <= time));
    taken.forEach((_, ref) => this.pending.delete(ref));
    return taken;
  }

  /** Puts changes back that could not be sent, unless there are later ones. */
  putBack(changes: Map<string, Change>): void {
    changes.forEach((change, ref) => {
      const later = this.pending.get(ref);
      this.pending.set(ref, later ? { ...later, at: change.at } : change);
    });
  }
}

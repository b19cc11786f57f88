// Values that are pushed at any time and read one after the other.

export class Channel<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #ended = false;
  #failed: { error: unknown } | undefined;
  #wake: (() => void) | undefined;

  /** After the end nothing gets in. */
  push(value: T): void {
    if (this.#ended) return;
    this.#values.push(value);
    this.#wake?.();
  }

  /** What was pushed before is still read, then the error is thrown if there is one. */
  end(failed?: { error: unknown }): void {
    this.#failed ??= failed;
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      // In whole batches: shifting one by one from a long array is slow.
      yield* this.#values.splice(0);
      if (this.#values.length > 0) continue;
      if (this.#ended) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failed) throw this.#failed.error;
  }
}

// Answers in the order of the questions, several of which are asked at once.

/**
 * @param source - Its errors come after the answers to what it gave before.
 * @param numAhead - Questions that may be without an answer, at least 1. An answer waits for those before it, and for nothing else.
 */
export async function* mapAhead<T, U>(
  source: AsyncIterable<T> | Iterable<T>,
  numAhead: number,
  ask: (question: T) => Promise<U>,
): AsyncGenerator<U> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const askNext = async (): Promise<{ readonly answer: U } | undefined> => {
    const { value, done } = await iterator.next();
    return done ? undefined : { answer: await ask(value) };
  };
  const asked: ReturnType<typeof askNext>[] = [];
  try {
    for (;;) {
      while (asked.length < numAhead) {
        const next = askNext();
        // Whoever stops early does not want to know.
        next.catch(() => {});
        asked.push(next);
      }
      const first = await asked.shift();
      if (first === undefined) return;
      yield first.answer;
    }
  } finally {
    // Not waited for: that would be to wait for what is asked next.
    Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

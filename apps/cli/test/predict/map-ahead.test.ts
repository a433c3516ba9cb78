import { expect, test } from "vitest";
import { mapAhead } from "../../src/commands/predict/map-ahead.ts";

async function* numbers(upTo: number): AsyncGenerator<number> {
  for (let i = 0; i < upTo; i++) yield i;
}

const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
};
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test.each([1, 2, 3, 100])("answers in order, whichever is ready first, %d ahead", async (numAhead) => {
  const answers = await collect(
    mapAhead(numbers(7), numAhead, async (i) => {
      await wait((7 - i) % 3);
      return 10 * i;
    }),
  );

  expect(answers).toEqual([0, 10, 20, 30, 40, 50, 60]);
});

test("has so many questions asked at once, and no more", async () => {
  let [open, most] = [0, 0];
  await collect(
    mapAhead(numbers(20), 3, async () => {
      most = Math.max(most, ++open);
      await wait(1);
      open--;
    }),
  );

  expect(most).toBe(3);
});

test("an answer does not wait for the next question", async () => {
  async function* source(): AsyncGenerator<string> {
    yield "first";
    await new Promise(() => {});
  }
  const answers = mapAhead(source(), 4, async (question) => question);

  expect(await answers.next()).toEqual({ done: false, value: "first" });
  expect(await answers.return(undefined)).toEqual({ done: true, value: undefined });
});

test("an error of the source comes after the answers to what it gave", async () => {
  async function* source(): AsyncGenerator<number> {
    yield 1;
    yield 2;
    throw new Error("broken");
  }
  const told: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const answer of mapAhead(source(), 3, async (i) => wait(2).then(() => i))) told.push(answer);
  };

  await expect(reading()).rejects.toThrow("broken");
  expect(told).toEqual([1, 2]);
});

test("an error of an answer comes in its place, and the source is closed", async () => {
  let isClosed = false;
  async function* source(): AsyncGenerator<number> {
    try {
      yield* numbers(100);
    } finally {
      isClosed = true;
    }
  }
  const told: number[] = [];
  const reading = async (): Promise<void> => {
    const ask = async (i: number): Promise<number> => {
      if (i === 2) throw new Error("broken");
      return i;
    };
    for await (const answer of mapAhead(source(), 2, ask)) told.push(answer);
  };

  await expect(reading()).rejects.toThrow("broken");
  expect(told).toEqual([0, 1]);
  await wait(0);
  expect(isClosed).toBe(true);
});

test("takes what is there already", async () => {
  expect(await collect(mapAhead(["a", "b"], 3, async (text) => text.toUpperCase()))).toEqual(["A", "B"]);
});

import { expect, test } from "vitest";
import type { Slot } from "../../src/pool/slot.ts";
import { takeBatch, type Waiting } from "../../src/pool/waiting.ts";

const [news, mail]: Slot[] = ["news", "mail"].map((name) => ({ name, folder: name, current: undefined }));

const waiting = (slot: Slot, numTexts: number, length: number): Waiting => ({
  ...{ slot, length, texts: Array(numTexts).fill(""), topK: 1, deadline: 0 },
  ...{ resolve: () => {}, reject: () => {} },
});

test("takes requests for one model, as far as there is room", () => {
  const queue = [
    waiting(news!, 10, 100),
    waiting(mail!, 1, 10),
    waiting(news!, 30, 100),
    waiting(news!, 22, 100),
    waiting(news!, 1, 10),
  ];
  const [first, other, large, fitting, last] = queue;

  expect(takeBatch(queue, true)).toEqual([first, fitting]);
  expect(queue).toEqual([other, large, last]);
});

test("takes a request of any size by itself", () => {
  const queue = [waiting(news!, 200, 1000), waiting(news!, 1, 10)];
  const [first] = queue;

  expect(takeBatch(queue, true)).toEqual([first]);
});

test("leaves long requests where they are not allowed", () => {
  const queue = [waiting(news!, 1, 100_000), waiting(news!, 1, 10)];
  const [long, short] = queue;

  expect(takeBatch(queue, false)).toEqual([short]);
  expect(takeBatch(queue, false)).toEqual([]);
  expect(queue).toEqual([long]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer } from "../src/consumer.ts";

let consumer: Consumer;

beforeAll(() => {
  consumer = createConsumer(["packages/tokenizer"]);
}, 120_000);

afterAll(() => consumer?.remove());

test("the packed tokenizer works from plain JavaScript", () => {
  expect(consumer.run("use-tokenizer.js")).toEqual({
    one: [2, 3, 6, 1],
    many: { tokenIds: [2, 3, 2, 1], offsets: [0, 2, 4] },
  });
}, 60_000);

test("the packed tokenizer type-checks from TypeScript", () => {
  consumer.typeCheck("type-tokenizer.ts");
}, 60_000);

import { expect, test } from "vitest";
import { pause } from "../src/index.ts";

test("waiting events have their turn", async () => {
  const order: string[] = [];
  setImmediate(() => order.push("event"));
  await pause();
  order.push("after");

  expect(order).toEqual(["event", "after"]);
});

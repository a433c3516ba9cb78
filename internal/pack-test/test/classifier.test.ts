import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer, installed } from "../src/consumer.ts";

let consumer: Consumer;

beforeAll(() => {
  const tensorflow = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-cpu"].map(installed);
  consumer = createConsumer(["dataset", "kernels", "model", "training"], tensorflow);
}, 300_000);

afterAll(() => consumer?.remove());

test("the packed model and training learn four texts from plain JavaScript", () => {
  expect(consumer.run("fit-classifier.js")).toEqual({
    stoppedBy: "numEpochs",
    numEpochs: 30,
    accuracy: 1,
    labels: [0, 1, 0, 1],
  });
}, 120_000);

test("the packed model and training type-check from TypeScript", () => {
  consumer.typeCheck("type-classifier.ts");
}, 120_000);

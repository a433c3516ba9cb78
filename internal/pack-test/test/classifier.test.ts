import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer, installed } from "../src/consumer.ts";

let consumer: Consumer;

beforeAll(() => {
  const libraries = ["tokenizer", "dataset", "evaluation", "kernels", "model", "export", "training", "classifier"];
  const tensorflow = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-cpu"].map(installed);
  const apps = ["apps/playground", "apps/server", "apps/cli"];
  consumer = createConsumer([...libraries.map((name) => `packages/${name}`), ...apps], tensorflow);
}, 300_000);

afterAll(() => consumer?.remove());

test("the packed classifier is trained, kept and asked from plain JavaScript", () => {
  expect(consumer.run("train-classifier.js")).toEqual(["sport", "economy"]);
}, 120_000);

test("the packed server answers from plain JavaScript", () => {
  expect(consumer.run("serve-classifier.js")).toEqual(["sport", "economy"]);
}, 120_000);

test("the packed model and training learn four texts from plain JavaScript", () => {
  expect(consumer.run("fit-model.js")).toEqual({
    stoppedBy: "numEpochs",
    numEpochs: 30,
    accuracy: 1,
    labels: [0, 1, 0, 1],
  });
}, 120_000);

test.each(["type-classifier.ts", "type-model.ts"])(
  "the packed libraries type-check from TypeScript: %s",
  (file) => {
    consumer.typeCheck(file);
  },
  120_000,
);

test("no packed code or type asks for a package that is not published", () => {
  expect(consumer.filesWith("@newsclf-internal")).toEqual([]);
});

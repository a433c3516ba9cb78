import { join } from "node:path";
import { loadClassifier, saveClassifier, trainClassifier } from "@newsclf/classifier/node";

const words = { sport: ["team", "goal", "match"], economy: ["bank", "market", "price"] };
const rows = Object.entries(words).flatMap(([label, nouns]) =>
  Array.from({ length: 30 }, (_, i) => ({
    label,
    text: `the ${nouns[i % 3]} and the ${nouns[(i + 1) % 3]}, number ${i}`,
  })),
);
const source = { texts: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) };

const { classifier } = await trainClassifier(source, { numEpochs: 10, hiddenSize: 8, learningRate: 0.05 });
await saveClassifier("model", classifier);
const loaded = await loadClassifier(join(import.meta.dirname, "model"));
const answers = await loaded.classify(["the goal of the team", "the price of the bank"]);

console.log(JSON.stringify(answers.map(([best]) => best.label)));

import { join } from "node:path";
import { saveClassifier, trainClassifier } from "@newsclf/classifier/node";
import { createServer } from "@newsclf/server";

const words = { sport: ["team", "goal", "match"], economy: ["bank", "market", "price"] };
const rows = Object.entries(words).flatMap(([label, nouns]) =>
  Array.from({ length: 30 }, (_, i) => ({
    label,
    text: `the ${nouns[i % 3]} and the ${nouns[(i + 1) % 3]}, number ${i}`,
  })),
);
const source = { texts: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) };

const { classifier } = await trainClassifier(source, { parts: ["ngrams"] });
await saveClassifier("served", classifier);
const server = createServer({ models: [{ name: "news", folder: join(import.meta.dirname, "served") }] });
const { url } = await server.listen();
const response = await fetch(`${url}/predict`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ inputs: ["the goal of the team", "the price of the bank"] }),
});
const answers = await response.json();
await server.close();

console.log(JSON.stringify(answers.map(([best]) => best.label)));

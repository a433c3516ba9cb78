// What settings are worth, told by the training rows alone: out-of-fold accuracy, macro F1 and loss of each variant.
//
//   pnpm accuracy:ablations FOLDER NAME,NAME '{}' '{"hiddenSize":128}' ...
//
// FOLDER holds <name>/train.csv and <name>/test.csv, as for accuracy.mjs; test rows are not looked at.

import { join } from "node:path";
import { trainClassifier } from "@newsclf/classifier/node";

const [folder, names, ...variants] = process.argv.slice(2).filter((arg) => arg !== "--");
if (folder === undefined || names === undefined) throw new Error("ablations: name a folder, sets in it, and settings");

console.log(`| settings | ${names.split(",").join(" | ")} |`);
console.log(`|---|${names.replace(/[^,]+,?/g, "---|")}`);
for (const variant of variants) {
  const cells = [];
  for (const name of names.split(",")) {
    const [data, testData] = ["train.csv", "test.csv"].map((file) => join(folder, name, file));
    const source = { data, testData, textColumn: "text", labelColumn: "label" };
    const run = await trainClassifier(source, { checks: false, ...JSON.parse(variant) });
    const { accuracy, macroF1, loss } = /** @type {NonNullable<typeof run.outOfFold>} */ (run.outOfFold).evaluation;
    cells.push(`${accuracy.toFixed(4)} / ${macroF1.toFixed(3)} / ${loss.toFixed(3)}`);
    run.classifier.dispose();
  }
  console.log(`| \`${variant}\` | ${cells.join(" | ")} |`);
}

// Trains a classifier on texts that the program has already, and labels a new one. Nothing is written to disk.
//
//     node examples/train-from-memory.mjs

// @ts-check

import { trainClassifier } from "@newsclf/classifier/node";

const textsByClass = {
  sport: [
    "The team won the final in extra time",
    "Two late goals gave the home team the match",
    "The coach praised his team after the match",
    "She won the final match in two sets",
    "The striker scored two goals in the final",
    "The team lost the match by three goals",
    "The coach left the team before the final",
    "Three goals in ten minutes won the match",
  ],
  economy: [
    "The bank raised interest rates again",
    "Inflation fell as oil prices dropped",
    "The central bank expects lower inflation",
    "Shares fell after the bank cut rates",
    "Oil prices rose and shares dropped",
    "Interest rates and prices rose again",
    "The bank says inflation and prices rose",
    "Shares rose as the central bank cut interest rates",
  ],
};
const texts = Object.values(textsByClass).flat();
const labels = Object.entries(textsByClass).flatMap(([name, ofClass]) => ofClass.map(() => name));

const { classifier, verdict } = await trainClassifier({ texts, labels });
console.log(verdict.join("\n"));
console.log(await classifier.classify("The goals of the team decided the match"));

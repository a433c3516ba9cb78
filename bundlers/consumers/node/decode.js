// Prints what a model says of a text whose files the program reads itself, on the engine that it is told.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeClassifier } from "@newsclf/classifier/inference/node";
import { TEXT } from "../texts.js";

const [, , folder, engine] = process.argv;
const read = (name) => readFile(join(folder, name)).catch(() => undefined);

decodeClassifier(read, { engine })
  .then((classifier) => classifier.classify(TEXT))
  .catch(({ code, message, fix }) => ({ code, message, fix }))
  .then((result) => console.log(JSON.stringify(result)));

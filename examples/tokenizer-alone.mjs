// Fits a vocabulary to texts, encodes and decodes with it, and saves it as a file that Hugging Face's libraries read too.
//
//     node examples/tokenizer-alone.mjs

// @ts-check

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildTokenizer } from "@newsclf/tokenizer";
import { loadTokenizer, saveTokenizer } from "@newsclf/tokenizer/node";

const texts = ["El gato duerme", "El perro come", "El gato come"];
const tokenizer = buildTokenizer(texts, { maxVocabSize: 100 });
console.log("vocabulary", tokenizer.vocab);

const tokenIds = tokenizer.encode("¡El GATO come pescado!");
console.log("tokens", tokenizer.tokenize("¡El GATO come pescado!"));
console.log("ids", tokenIds);
console.log("decoded", tokenizer.decode(tokenIds));
console.log("padded", tokenizer.encode("El perro", { maxLength: 6, padTo: 6 }));
console.log("many", tokenizer.encodeBatch(texts));

const path = join(mkdtempSync(join(tmpdir(), "newsclf-")), "tokenizer.json");
await saveTokenizer(path, tokenizer);
const loaded = await loadTokenizer(path);
console.log("loaded", path, loaded.encode("El perro duerme"));

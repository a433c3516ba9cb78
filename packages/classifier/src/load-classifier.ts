// A model folder on the web.

import { decodeModel } from "@newsclf/model";
import * as tf from "@tensorflow/tfjs-core";
import { type Classifier, createTextClassifier } from "./classifier.ts";
import { webReader } from "./predict/web-reader.ts";
import { selectWasm } from "./select-wasm.ts";

/**
 * Fetches a model folder, and makes WebAssembly the engine unless the page has chosen one.
 *
 * @param url - Of the folder, such as `/models/news`; relative ones as `fetch` takes them.
 * @throws NewsclfError of the MODEL family, or `FILE_ACCESS` where the server refuses.
 */
export async function loadClassifier(url: string | URL): Promise<Classifier> {
  if (tf.getBackend() === undefined) await selectWasm("auto");
  return createTextClassifier(await decodeModel(webReader(url)));
}

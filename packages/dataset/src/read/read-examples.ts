// Files of any format as labelled texts, from disks, standard input and the hub.

import type { Examples } from "../examples.ts";
import { type InputOptions, listInputs, nameInput, openInput } from "./open-input.ts";
import {
  type ExampleStream,
  type Inputs,
  type ReadSummary,
  readInputs,
  type StreamOptions,
  streamInputs,
} from "./stream-inputs.ts";

/** What to read, and what to leave out. */
export interface ReadOptions extends InputOptions, StreamOptions {}

/**
 * Opens files one after another and gives their rows in blocks of some hundreds to thousands, so that only a block has to be in
 * memory. Rows without text or label are left out and counted.
 *
 * @param sources - Paths, patterns, folders, `-` for standard input, or `hf://owner/name[/config][:split]`.
 * @returns To be gone through once; going through it throws NewsclfError of the FILE, CSV, DATA and ROW families.
 * @throws RangeError for an option out of range.
 */
export function streamExamples(sources: string | readonly string[], options: ReadOptions = {}): ExampleStream {
  return streamInputs(inputsOf(sources, options), options);
}

/** All examples at once; see {@link streamExamples}. */
export function readExamples(
  sources: string | readonly string[],
  options: ReadOptions = {},
): Promise<{ examples: Examples; summary: ReadSummary }> {
  return readInputs(inputsOf(sources, options), options);
}

function inputsOf(given: string | readonly string[], options: ReadOptions): Inputs {
  const sources = typeof given === "string" ? [given] : given;
  return {
    sources,
    list: () => listInputs(sources, options),
    nameOf: nameInput,
    open: (path, context) => openInput(path, context, options),
  };
}

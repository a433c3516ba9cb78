// Does what the page asks for: reads, trains, explains. The page stays free meanwhile.

import type { CallName, Calls, FromWorker, News, Tell, ToWorker } from "../protocol.ts";
import { checkData } from "./check-data.ts";
import { explain } from "./explain.ts";
import { openModel, saveModel } from "./model-files.ts";
import { describeProblem } from "./problem.ts";
import { readColumns, readData } from "./read-data.ts";
import { trainModel } from "./train-model.ts";

const answers: {
  readonly [Name in CallName]: (
    args: Calls[Name]["args"],
    tell: Tell,
    signal: AbortSignal,
  ) => Promise<Calls[Name]["answer"]>;
} = {
  read: readData,
  header: readColumns,
  check: checkData,
  train: trainModel,
  open: openModel,
  save: saveModel,
  explain,
};

let last: Promise<void> = Promise.resolve();
/** Of the training that was asked for last, whether it has begun or not. */
let training = new AbortController();

globalThis.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "stop") {
    training.abort();
    return;
  }
  const controller = new AbortController();
  if (data.name === "train") training = controller;
  last = last.then(() => answer(data, controller.signal));
};

async function answer({ call, name, args }: Extract<ToWorker, { kind: "call" }>, signal: AbortSignal): Promise<void> {
  const tell = (news: News): void => send({ kind: "news", call, news });
  try {
    const run = answers[name] as (args: unknown, tell: Tell, signal: AbortSignal) => Promise<unknown>;
    send({ kind: "answer", call, answer: await run(args, tell, signal) });
  } catch (error) {
    send({ kind: "error", call, error: describeProblem(error, signal) });
  }
}

function send(message: FromWorker): void {
  globalThis.postMessage(message);
}

// A classifier from what was read, and how good it is.

import {
  describeBackend,
  type GivenSettings,
  type RunListener,
  type TrainedRun,
  trainClassifier,
} from "@newsclf/classifier";
import type { RunResult, Tell } from "../protocol.ts";
import { keepClassifier, keptExamples } from "./kept.ts";
import { modelInfo } from "./model-info.ts";
import { reportProgress } from "./report-progress.ts";

/** Test texts that can be tried. */
const NUM_TEXTS = 20;

export async function trainModel(
  { settings }: { readonly settings: GivenSettings },
  tell: Tell,
  signal: AbortSignal,
): Promise<RunResult> {
  const { texts, labelNames: labels } = keptExamples();
  const onProgress = reportProgress(tell);
  const listener: RunListener = {
    name: "page",
    onStep: ({ done, epoch, numEpochs }) =>
      onProgress({ step: `training the LSTM, epoch ${epoch} of ${numEpochs}`, done, total: 1 }),
    onEpochEnd: ({ ...epoch }, { numEpochs }) => tell({ kind: "epoch", epoch, numEpochs }),
  };
  const run = await trainClassifier({ texts, labels }, settings, {
    ...{ signal, onProgress, listeners: [listener] },
    onBackend: (backend) => tell({ kind: "engine", engine: describeBackend(backend) }),
  });
  keepClassifier(run.classifier);
  return describe(run);
}

function describe({
  classifier,
  verdict,
  test,
  withoutLstm,
  baseline,
  training,
  predictions,
  data,
}: TrainedRun): RunResult {
  const { classNames, gold } = predictions;
  const nameOf = (label: number): string =>
    Array.from(data.rows.sets?.classesOf(label) ?? [label], (c) => classNames[c]!).join(", ");
  return {
    ...modelInfo(classifier),
    ...{ verdict, test: test.evaluation, epochs: training.history },
    others: [
      ["this model", test.evaluation],
      ...(withoutLstm ? [["without its LSTM", withoutLstm.evaluation] as const] : []),
      ["linear baseline", baseline],
    ],
    texts: Array.from(data.rows.splits.test.slice(0, NUM_TEXTS), (row, i) => ({
      text: data.rows.texts[row]!,
      label: nameOf(gold[i]!),
    })),
  };
}

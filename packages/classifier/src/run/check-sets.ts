// What cannot be asked for where texts may have several classes.

import { METRICS, scoreName } from "@newsclf/evaluation";
import { fitsLinear } from "@newsclf/training";
import { NewsclfError, type Sentence, sentence, setting } from "@newsclf-internal/errors";
import type { PreparedData } from "../data/prepare-data.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";

/** @throws NewsclfError `CONFIG`; nothing where each text has one class. */
export function checkSets({ rows, tokens, tokenizer }: PreparedData, settings: ResolvedSettings): void {
  if (!rows.sets) return;
  const { abstainBelow, classWeights, sampling, metrics, monitor } = settings;
  if (abstainBelow !== null) refuse(sentence`${setting("abstainBelow", abstainBelow)}`);
  if (classWeights !== null) refuse(sentence`${setting("classWeights")}`);
  if (sampling !== "all") refuse(sentence`${setting("sampling", sampling)}`);
  for (const { name, ofSets = true } of METRICS) {
    if (ofSets) continue;
    if (metrics.includes(name)) refuse(sentence`${setting("metrics", name)}`);
    if (["train", "validation"].some((split) => scoreName(split, name) === monitor))
      refuse(sentence`${setting("monitor", monitor)}`);
  }
  const { numClasses } = rows.sets;
  const size = Math.max(tokens.train.labels.length, tokenizer.vocabSize);
  if (fitsLinear(size, numClasses)) return;
  const message = `a linear model of ${numClasses} classes, each by itself, and ${size} texts or words would take too long`;
  throw new NewsclfError("CONFIG", message, {
    fix: sentence`use fewer texts, or a smaller ${setting("maxVocabSize")}`,
  });
}

function refuse(what: Sentence): never {
  throw new NewsclfError(
    "CONFIG",
    [what, " is for texts that have one class each, and these may have several"].flat(),
    {
      fix: "leave it out",
    },
  );
}

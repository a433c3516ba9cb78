import { type Answer, type Classifier, NewsclfError } from "@newsclf/classifier";
import { loadClassifier, type NodeTrainedRun, trainClassifier } from "@newsclf/classifier/node";
import { SETTING_NAMES, type SettingName } from "@newsclf/classifier/settings";

export const trained: Promise<NodeTrainedRun> = trainClassifier({ texts: ["a", "b"], labels: ["x", "y"] }, { seed: 1 });
export const loaded: Promise<Classifier> = loadClassifier("model");
export const answers: Promise<Answer[]> = loaded.then((classifier) => classifier.classify("a"));
export const names: readonly SettingName[] = SETTING_NAMES;
export const codeOf = (error: unknown): string | undefined => (error instanceof NewsclfError ? error.code : undefined);

// @ts-expect-error: a setting has a type.
trainClassifier({ data: "news.csv" }, { numEpochs: "many" });

// The commands and their options. Values are parsed here, so that a command gets typed settings.

import { Command, InvalidArgumentError, Option } from "commander";
import { BACKENDS } from "./backend.ts";
import { DEFAULT_SETTINGS, PRESETS, SPLIT_METHODS } from "./train-options.ts";
import { VERSION } from "./version.ts";

const SOURCES =
  "CSV, TSV, JSON Lines, JSON or Parquet file, pattern, folder of texts by class, - (stdin), or hf://owner/name";

const EXAMPLES = `
Start here:
  newsclf check news.csv                             what is wrong with the data
  newsclf train --data news.csv --out runs/mine      a model, and how good it is
  newsclf predict --model runs/mine/model "A text"   what it says of a text`;

export function createProgram(): Command {
  const program = new Command("newsclf")
    .description("Train an LSTM text classifier on your own labelled texts, see how good it is, use it.")
    .version(VERSION)
    .addHelpText("after", EXAMPLES)
    .exitOverride()
    // main prints usage errors like all others.
    .configureOutput({ outputError: () => {} });

  const train = program
    .command("train")
    .description("train on labelled texts (without --data: on the bundled sample) and write a run folder")
    .option("--test-data <file>", "labelled texts to test on; --data is then split into train and validation only")
    .option("--out <folder>", "run folder to create (default: the next free runs/<data>-<n>)")
    .option("--title-column <name>", "column that stands for a row in predictions.csv")
    .option("--limit <rows>", "use the first so many rows of each file", integer(1))
    .addOption(
      new Option("--preset <name>", "notebook: the PyTorch notebook to the letter")
        .choices(Object.keys(PRESETS))
        .default("default"),
    )
    .option("--no-checks", "train without checking the data first")
    .option("--csv-safe", "disarm cells of predictions.csv and errors.csv that spreadsheets would run as formulas");
  addDataOptions(train, true);
  addSplitSettings(train);
  addVocabularySettings(train);
  addSettings(train);
  addOutputOptions(train).action(async (options) => (await import("./commands/train.ts")).train(options));

  const check = program
    .command("check")
    .description(
      "look for what spoils training: duplicates, leaks, wrong columns, labels that have nothing to do with the text",
    )
    .argument("<file>", SOURCES)
    .option(
      "--test-data <file>",
      "labelled texts to test on; the first file is then split into train and validation only",
    )
    .option("--limit <rows>", "use the first so many rows of each file", integer(1));
  addColumnOptions(check, true);
  addSplitSettings(check);
  addVocabularySettings(check);
  check
    .optionsGroup("Program:")
    .option("--json", "print JSON on standard output and nothing else")
    .action(async (file, options) => (await import("./commands/check.ts")).check(file, options));

  const evaluate = program
    .command("evaluate")
    .description("measure a trained model on labelled texts")
    .requiredOption("--model <folder>", "model folder, such as runs/mine/model");
  addDataOptions(evaluate, true);
  addOutputOptions(evaluate).action(async (options) => (await import("./commands/evaluate.ts")).evaluate(options));

  const predict = program
    .command("predict")
    .description("label texts: arguments, a file (--data), or lines of standard input")
    .argument("[texts...]", "texts to label")
    .requiredOption("--model <folder>", "model folder, such as runs/mine/model");
  addDataOptions(predict, false);
  addOutputOptions(predict).action(async (texts, options) =>
    (await import("./commands/predict.ts")).predict(texts, options),
  );

  const inspect = program
    .command("inspect")
    .description("show what a trained model consists of, or which compute engine would be used")
    .option("--model <folder>", "model folder, such as runs/mine/model")
    .option("--engine", "the compute engine and why it was chosen");
  addOutputOptions(inspect).action(async (options) => (await import("./commands/inspect.ts")).inspect(options));

  const doctor = program
    .command("doctor")
    .description("check what each compute engine needs, and say what is missing and how to get it");
  addOutputOptions(doctor).action(async (options) => (await import("./commands/doctor.ts")).doctor(options));

  return program;
}

function addDataOptions(command: Command, labelled: boolean): void {
  command.optionsGroup("Data:").option("--data <file>", SOURCES);
  addColumnOptions(command, labelled);
}

function addColumnOptions(command: Command, labelled: boolean): void {
  command
    .optionsGroup("Data:")
    .option("--delimiter <char>", "between columns (default: found in the header)", delimiter)
    .option("--encoding <name>", "of the file, such as utf8, latin1, utf16le", encoding)
    .option("--text-column <name>", "column of the text; given several times, they are joined by a blank", append)
    .option("--relax-quotes", "take a quote inside an unquoted field as it is")
    .option("--max-field-bytes <n>", "longest field (default: 1000000)", integer(1))
    .addOption(
      new Option(
        "--on-bad-row <action>",
        "rows that cannot be read; those without text or label are left out (default: error)",
      ).choices(["error", "skip"]),
    );
  if (labelled) command.option("--label-column <name>", "column of the label");
}

function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup("Program:")
    .addOption(
      new Option("--backend <name>", "compute engine; gpu and tensorflow need a package of their own")
        .choices(BACKENDS)
        .default("auto"),
    )
    .option("--threads <n>", "threads of the compute engine, at most 64 (default: one a core)", integer(1, 64))
    .option("--json", "print JSON on standard output and nothing else");
}

const d = DEFAULT_SETTINGS;

function described(text: string, value: unknown): string {
  return `${text} (default: ${value})`;
}

function addSplitSettings(command: Command): void {
  command
    .optionsGroup("Splits:")
    .option("--seed <n>", described("selects split, order, weights and dropout", d.seed), integer(0))
    .option("--split <a/b/c>", described("train/validation/test shares", "80/10/10"), split)
    .addOption(
      new Option("--split-method <name>", described("how rows are split", d.splitMethod)).choices(SPLIT_METHODS),
    )
    .option("--split-column <name>", "column of the times, groups or split names, for these methods");
}

function addVocabularySettings(command: Command): void {
  command
    .optionsGroup("Words:")
    .addOption(
      new Option("--tokenizer <preset>", described("what a word is", d.tokenizer)).choices(["unicode", "spanish"]),
    )
    .addOption(
      new Option(
        "--numbers <action>",
        described("fold: every digit becomes 0; drop: digits separate words", "keep"),
      ).choices(["keep", "fold", "drop"]),
    )
    .addOption(new Option("--accents <action>", described("strip: ñ becomes n", d.accents)).choices(["keep", "strip"]))
    .addOption(
      new Option(
        "--segmentation <method>",
        described("dictionary: split Chinese, Japanese, Thai and others into words", d.segmentation),
      ).choices(["spaces", "dictionary"]),
    )
    .option("--stop-words <words>", described("words to leave out, between blanks or commas", "none"), wordList)
    .option("--max-vocab-size <n>", described("most words, padding and unknown included", d.maxVocabSize), integer(3))
    .option("--min-frequency <n>", described("occurrences that earn a word its place", d.minFrequency), integer(1))
    .option("--hash-buckets <n>", described("ids that all other words share by hash", d.hashBuckets), integer(0))
    .option("--max-length <tokens>", described("longer texts are cut", d.maxLength), integer(1, 100_000));
}

function addSettings(command: Command): void {
  command
    .optionsGroup("Training:")
    .option("--batch-size <n>", described("texts a step, at most", d.batchSize), integer(1))
    .option("--max-batch-tokens <n>", "tokens a step at most, padding included (default: no limit)", integer(1))
    .addOption(
      new Option("--sampling <name>", described("rows of an epoch", d.sampling)).choices(["all", "class-balanced"]),
    )
    .option("--num-epochs <n>", described("most passes over the training texts", d.numEpochs), integer(1))
    .option("--learning-rate <x>", described("of AdamW", d.learningRate), number(0))
    .option("--weight-decay <x>", described("of AdamW", d.weightDecay), number(0))
    .option("--max-grad-norm <x>", described("longer gradients are scaled down; none: no limit", d.maxGradNorm), norm)
    .addOption(
      new Option("--monitor <number>", described("what early stopping watches", d.monitor)).choices([
        "validationLoss",
        "validationAccuracy",
        "trainLoss",
        "trainAccuracy",
      ]),
    )
    .option("--patience <epochs>", described("epochs without improvement before stopping", d.patience), integer(1))
    .option("--min-delta <x>", described("least change that is an improvement", d.minDelta), number(0))
    .optionsGroup("Model:")
    .option("--embedding-size <n>", described("numbers a word", d.embeddingSize), integer(1))
    .option("--hidden-size <n>", described("LSTM units a direction", d.hiddenSize), integer(1))
    .option("--num-layers <n>", described("LSTM layers", d.numLayers), integer(1))
    .option("--bidirectional", described("read each text both ways", d.bidirectional))
    .option("--no-bidirectional", "read each text forwards only")
    .addOption(
      new Option("--pooling <name>", described("from tokens to one vector", d.pooling)).choices([
        "last",
        "mean",
        "max",
      ]),
    )
    .option("--head-sizes <n,n>", described("dense layers before the output", d.headSizes.join(",") || "none"), sizes)
    .option("--embedding-dropout-rate <x>", described("of embedding entries", d.embeddingDropoutRate), number(0, 1))
    .option("--dropout-rate <x>", described("between layers", d.dropoutRate), number(0, 1))
    .option("--pooling-dropout-rate <x>", described("of the pooled vector", d.poolingDropoutRate), number(0, 1));
}

function append(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function integer(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isInteger(value) || value < min || value > max) {
      const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `in ${min}..${max}`;
      throw new InvalidArgumentError(`Expected an integer ${range}.`);
    }
    return value;
  };
}

/** A number of at least `min` and below `end`. */
function number(min: number, end = Number.POSITIVE_INFINITY): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= min && value < end)) {
      throw new InvalidArgumentError(`Expected a number of at least ${min}${end < 2 ? ` and below ${end}` : ""}.`);
    }
    return value;
  };
}

/** Infinity, which limits nothing, is written to config.json as null. */
function norm(text: string): number {
  if (text === "none") return Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (text.trim() === "" || !(value > 0)) throw new InvalidArgumentError("Expected a number above 0, or none.");
  return value;
}

function split(text: string): [number, number, number] {
  const parts = text.split("/").map(Number);
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (parts.length !== 3 || !parts.every((part) => part >= 0) || !Number.isFinite(total) || !(parts[0]! > 0)) {
    throw new InvalidArgumentError("Expected three shares such as 80/10/10.");
  }
  return parts.map((part) => part / total) as [number, number, number];
}

function sizes(text: string): number[] {
  return text === "" || text === "none" ? [] : text.split(",").map(integer(1));
}

function wordList(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

/** The standard name of an encoding. */
function encoding(text: string): string {
  try {
    return new TextDecoder(text.replace(/^utf16/i, "utf-16")).encoding;
  } catch {
    throw new InvalidArgumentError("Expected utf8, latin1, utf16le or another encoding that browsers know.");
  }
}

function delimiter(text: string): string {
  const char = text === "\\t" || text === "tab" ? "\t" : text;
  if (char.length !== 1 || /["\r\n]/.test(char)) {
    throw new InvalidArgumentError("Expected one character (tab: \\t) that is no quote and no line end.");
  }
  return char;
}

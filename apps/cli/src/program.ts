// The commands and their options.

import { createRequire } from "node:module";
import { PRESET_NAMES, SETTING_NAMES, type SettingName, settingOf } from "@newsclf/classifier/settings";
import type { ExportFormat } from "@newsclf/export";
import type { WeightFormat } from "@newsclf/model";
import { LIMIT_NAMES, LIMITS } from "@newsclf/server/limits";
import { Command, Option } from "commander";
import { addJson, addOption, addSettings, collect, integerOption, namesIn, settingsOf } from "./commands/_options.ts";
import { shardOption } from "./commands/predict/shard.ts";
import { flagOf } from "./print/flags.ts";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };

const EXAMPLES = `
Start here:
  newsclf check news.csv                             what is wrong with the data
  newsclf train --data news.csv --out runs/mine      a model, and how good it is
  newsclf predict --model runs/mine/model "A text"   what it says of a text
  newsclf serve --model runs/mine/model              the same over HTTP`;

/** Settings by what they are good for, where a command takes fewer than a group. */
const READING: readonly SettingName[] = [
  "delimiter",
  "encoding",
  "textColumn",
  "quote",
  "escape",
  "relaxQuotes",
  "comment",
  "skipLines",
  "header",
  "columns",
  "maxFieldBytes",
  "onBadRow",
];
const ENGINE: readonly SettingName[] = ["backend", "threads"];

/** Written out here: the packages that have them bring a tensor library. */
const EXPORT_FORMATS: readonly ExportFormat[] = ["onnx", "huggingface", "safetensors", "tfjs"];
const WEIGHT_FORMATS: readonly WeightFormat[] = ["float32", "float16", "int8"];

const MODEL = ["--model <folder>", "model folder, such as runs/mine/model"] as const;

export function createProgram(): Command {
  const program = new Command("newsclf")
    .description("Train a text classifier on your own labelled texts, see how good it is, use it.")
    .version(version)
    .addHelpText("after", EXAMPLES)
    .exitOverride()
    // main prints usage errors like all others.
    .configureOutput({ outputError: () => {} });

  const train = program
    .command("train")
    .description("train on labelled texts (without --data: on the bundled sample) and write a run folder")
    .option("--out <folder>", "run folder to create (default: the next free runs/<data>-<n>)")
    .option("--resume <folder>", "go on with a run that was killed or stopped, with its settings and to its bits")
    .addOption(
      new Option(
        "--distributed <kind>",
        "train with all processes that mpirun or srun has started (needs @newsclf/mpi)",
      ).choices(["mpi"]),
    )
    .option("--config <file>", "settings as JSON, such as the config.json of a run; flags count more")
    .addOption(
      new Option(
        "--preset <name>",
        "fast: n-grams alone; accurate: minutes; notebook: the PyTorch notebook to the letter (default: default)",
      ).choices(PRESET_NAMES),
    );
  addSettings(train, SETTING_NAMES);
  addJson(train).action(async ({ out, resume, distributed, config, json, ...options }) =>
    (await import("./commands/train.ts")).train({
      settings: settingsOf(options),
      out,
      resume,
      distributed,
      config,
      json,
    }),
  );

  const check = program
    .command("check")
    .description(
      "look for what spoils training: duplicates, leaks, wrong columns, labels that have nothing to do with the text",
    )
    .argument("<file>", settingOf("data").about);
  const checked = [...namesIn("Data"), ...namesIn("Splits"), ...namesIn("Words")];
  addSettings(
    check,
    checked.filter((name) => !["data", "titleColumn", "readPadding"].includes(name)),
  );
  check.optionsGroup("Wrong labels:");
  addOption(
    check,
    "folds",
    "look for labels that are probably wrong: each of so many folds is answered by a model of the others",
  );
  addOption(check, "parts", "of those models (default: ngrams, which takes seconds)");
  check.option("--out <file>", "write the rows whose labels look wrong to this CSV file");
  addSettings(check, [...ENGINE, "csvSafe"]);
  addJson(check).action(async (file, { json, out, ...options }) =>
    (await import("./commands/check.ts")).check(file, { settings: settingsOf(options), out, json }),
  );

  const evaluate = program
    .command("evaluate")
    .description("measure a trained model on labelled texts, or the predictions of any other")
    .option(...MODEL)
    .option(
      "--predictions <file>",
      "a table with the columns gold and predicted (or --label-column and --text-column), and probability:NAME for each class, if there are any",
    );
  addSettings(evaluate, ["data", ...READING, "labelColumn", "labelSeparator", ...ENGINE]);
  addJson(evaluate).action(async ({ model, predictions, json, ...options }) =>
    (await import("./commands/evaluate/evaluate.ts")).evaluate({
      model,
      predictions,
      settings: settingsOf(options),
      json,
    }),
  );

  const compare = program
    .command("compare")
    .description("say which of some finished runs is better on the test texts that they share, and in what they differ")
    .argument("<runs...>", "run folders; the others are compared with the first");
  addJson(compare).action(async (runs, { json }) => (await import("./commands/compare.ts")).compare(runs, { json }));

  const predict = program
    .command("predict")
    .description("label texts: arguments, a file (--data), or lines of standard input")
    .argument("[texts...]", "texts to label")
    .requiredOption(...MODEL)
    .addOption(
      integerOption(
        "--top-k <n>",
        "the n most probable classes (default: 1, or all that a model of several classes gives)",
        1,
      ),
    )
    .option("--probabilities", "tell the probability of each class")
    .option("--details", "tell which share of the words is unknown, and whether the text was cut")
    .option("--json-lines", "texts are in JSON objects, one a line, which keep their other fields")
    .option("--out <file>", "write .csv, .jsonl or .parquet instead, with all columns of --data")
    .addOption(shardOption());
  addSettings(predict, ["data", ...READING, "csvSafe", ...ENGINE]);
  addJson(predict).action(async (texts, options) => {
    const { model, topK, probabilities, details, jsonLines, out, shard, json, ...settings } = options;
    return (await import("./commands/predict/predict.ts")).predict(texts, {
      ...{ model, topK, probabilities, details, jsonLines, out, shard, json, settings: settingsOf(settings) },
    });
  });

  const explain = program
    .command("explain")
    .description("show which words of a text moved the answer: of arguments, or lines of standard input")
    .argument("[texts...]", "texts to explain")
    .requiredOption(...MODEL)
    .option("--label <name>", "the class to explain (default: the most probable one)")
    .addOption(
      new Option(
        "--method <name>",
        "gradients: what each word adds; occlusion: how far the score falls without it (default: gradients)",
      ).choices(["gradients", "occlusion"]),
    )
    .option("--html <file>", "write a page of the texts, their words in colours, besides");
  addSettings(explain, ENGINE);
  addJson(explain).action(async (texts, { model, label, method, html, json, ...options }) =>
    (await import("./commands/explain.ts")).explain(texts, {
      ...{ model, label, method, html, json, settings: settingsOf(options) },
    }),
  );

  const serve = program
    .command("serve")
    .description("answer over HTTP: the Open Inference Protocol, and POST /predict; or serve the playground, a page")
    .option("--model <[name=]folder>", "model folder, once for each model; the first answers /predict", collect)
    .option(
      "--playground",
      "serve the page that trains in the browser at /playground/, open to whoever reaches the server",
    )
    .option("--host <address>", "address to listen on; 0.0.0.0 for all of this machine's", "127.0.0.1")
    .addOption(integerOption("--port <n>", "port to listen on; 0 for any that is free", 0, 65_535).default(8080))
    .option("--token-file <file>", "ask for the token in this file, or in the variable NEWSCLF_TOKEN")
    .option("--cors <origin>", "let pages of this origin ask, such as https://example.org; * for all")
    .addOption(new Option("--backend <name>", "what computes").choices(["auto", "native", "wasm"]).default("auto"))
    .optionsGroup("Limits:");
  for (const name of LIMIT_NAMES) {
    const { about, default: value, min, max } = LIMITS[name];
    serve.addOption(integerOption(`${flagOf(name)} <n>`, `${about} (default: ${value})`, min, max));
  }
  addJson(serve).action(async ({ model = [], playground, host, port, tokenFile, cors, backend, json, ...limits }) =>
    (await import("./commands/serve.ts")).serve(model, {
      ...{ playground, host, port, tokenFile, cors, backend, limits, json },
    }),
  );

  const inspect = program
    .command("inspect")
    .description("show what a trained model consists of, or which compute engine would be used")
    .option(...MODEL)
    .option("--engine", "the compute engine and why it was chosen");
  addSettings(inspect, ENGINE);
  addJson(inspect).action(async ({ model, engine, json, ...options }) =>
    (await import("./commands/inspect.ts")).inspect({ model, engine, settings: settingsOf(options), json }),
  );

  const exported = program
    .command("export")
    .description("write a trained model as files that other programs run")
    .argument("<model>", MODEL[1])
    .argument("<out>", "folder to create")
    .addOption(
      new Option(
        "--format <name>",
        "for ONNX Runtime, transformers.js and the Hugging Face Hub, any reader, or TensorFlow.js",
      )
        .choices(EXPORT_FORMATS)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        "--weights <name>",
        "of tfjs: float16 takes half of the room, int8 a quarter (default: float32)",
      ).choices(WEIGHT_FORMATS),
    )
    .option("--language <code>", "of the texts, such as es: for the card of huggingface")
    .option("--license <name>", "of the model, such as mit: for the card of huggingface");
  addJson(exported).action(async (model, out, options) =>
    (await import("./commands/export.ts")).exportFolder(model, out, options),
  );

  const doctor = program
    .command("doctor")
    .description("check what each compute engine needs, and say what is missing and how to get it");
  addSettings(doctor, ENGINE);
  addJson(doctor).action(async ({ json, ...options }) =>
    (await import("./commands/doctor.ts")).doctor({ settings: settingsOf(options), json }),
  );

  return program;
}

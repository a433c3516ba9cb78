import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDataset, labelSetText, parseLabelSet } from "../src/index.ts";
import { labelListText } from "../src/label-list.ts";
import { readExamples } from "../src/node.ts";
import { makeRelated } from "./checks/_reports.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "newsclf-lists-"));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

test.each<[unknown, readonly string[]]>([
  [
    ["sport", "science"],
    ["sport", "science"],
  ],
  [[" sport ", "sport"], ["sport"]],
  [[], []],
  [
    [3, 12],
    ["3", "12"],
  ],
  [
    ['with "quotes"', "[1]"],
    ['with "quotes"', "[1]"],
  ],
])("names that are listed come back from their text: %j", (value, names) => {
  expect(parseLabelSet(labelListText(value)!)).toEqual(names);
});

test.each<[unknown]>([["sport"], [["a", ""]], [["a", null]], [["a", { label: "b", probability: 1 }]], [[["a"]]], [{}]])(
  "is no list of labels: %j",
  (value) => {
    expect(labelListText(value)).toBeUndefined();
  },
);

test.each(["sport", "[sport]", '["sport"', '[{"label":"a","probability":1}]', '["a", 1]', '[""]', ""])(
  "the name of a class is no list: %s",
  (text) => {
    expect(parseLabelSet(text)).toBeUndefined();
  },
);

test("JSON Lines may hold lists where labels are, if that is asked for", async () => {
  const file = await write(
    "lists.jsonl",
    '{"text":"x","label":["b","a"]}\n{"text":"y","label":[]}\n{"text":"z","label":"c"}\n',
  );
  const { examples } = await readExamples(file, { labelLists: true });

  expect(examples.labelNames).toEqual(['["b","a"]', "[]", "c"]);
  await expect(readExamples(file)).rejects.toMatchObject({ code: "DATA_NESTED" });
});

test("Parquet may hold lists of names, and of the numbers of classes", async () => {
  const huggingface = { info: { features: { label: { feature: { names: ["joy", "anger", "grief"] } } } } };
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: "text", data: ["x", "y", "z"], type: "STRING" },
      { name: "label", data: [[2, 0], [1], []], type: "JSON" },
    ],
    kvMetadata: [{ key: "huggingface", value: JSON.stringify(huggingface) }],
  });
  const { examples } = await readExamples(await write("lists.parquet", new Uint8Array(bytes)), { labelLists: true });

  expect(examples.labelNames.map(parseLabelSet)).toEqual([["grief", "joy"], ["anger"], []]);
});

test("rows with an empty label are kept where that is asked for", async () => {
  const file = await write("empty.csv", "text,label\nx,a\ny,\n");
  const { examples } = await readExamples(file, { emptyLabels: true });

  expect(examples.labelNames).toEqual(["a", ""]);
});

describe("checks of rows with several classes", () => {
  const { texts, labelNames } = makeRelated(1200, 1);
  const rows = labelNames.map((label, i) => (i % 9 === 0 ? [] : i % 2 === 0 ? [label, "even"] : [label]));
  const find = (labelNames: readonly (readonly string[])[], code: string) =>
    checkDataset({ texts, labelNames }).checks.find((check) => check.code === code)!;

  test("count each class of a row", () => {
    expect(find(rows, "DATA_ROWS").message).toBe("1,200 rows in 4 classes");
    expect(find(rows, "DATA_IMBALANCE").message).toContain(
      `"even" (${rows.filter(({ length }) => length === 2).length})`,
    );
  });

  test("name rows that have a class beside others", () => {
    const rare = rows.map((labels, i) => (i === 7 ? [...labels, "nan"] : labels));

    expect(find(rare, "LABEL_MISSING")).toMatchObject({ status: "warn", rows: [7] });
    expect(find(rare, "DATA_RARE_CLASS")).toMatchObject({ status: "warn", rows: [7] });
  });

  test("take the same classes in another order for the same", () => {
    const twice = { texts: [...texts, ...texts], labelNames: [...rows, ...rows.map((labels) => labels.toReversed())] };
    const conflict = checkDataset(twice).checks.find(({ code }) => code === "DATA_CONFLICT")!;

    expect(conflict.status).toBe("pass");
  });

  test("see that texts tell of their classes", () => {
    expect(find(rows, "DATA_UNRELATED")).toMatchObject({ status: "pass" });
  });

  test("find no class at all", () => {
    expect(
      find(
        rows.map(() => []),
        "DATA_ONE_CLASS",
      ),
    ).toMatchObject({ status: "fail", message: "no row has a label" });
  });
});

test("the text of a set names each class once", () => {
  expect(labelSetText([" a", "b", "a"])).toBe('["a","b"]');
});

import { expect, test } from "vitest";
import { buildLabelMap, createLabelMap } from "../src/label-map.ts";

test("sorts names by code unit and maps both ways", () => {
  const map = buildLabelMap(["sport", "Economía", "sport", "__proto__", "África"]);

  expect(map.classNames).toEqual(["Economía", "__proto__", "sport", "África"]);
  expect(map.classNames.map(map.idOf)).toEqual([0, 1, 2, 3]);
});

test("gives -1 for a name it does not have", () => {
  expect(buildLabelMap(["a", "b"]).idOf("constructor")).toBe(-1);
});

test("refuses a single class", () => {
  expect(() => buildLabelMap(new Array(812).fill("sport"))).toThrow(
    expect.objectContaining({ code: "DATA_ONE_CLASS", message: 'all 812 rows have label "sport"; need at least 2' }),
  );
});

test("refuses no label at all", () => {
  expect(() => buildLabelMap([])).toThrow("no row with a text and a label; need at least 2 classes");
});

test("keeps the order of known names", () => {
  expect(createLabelMap(["b", "a"]).idOf("b")).toBe(0);
});

test("refuses a name given twice", () => {
  expect(() => createLabelMap(["a", "a"])).toThrow(RangeError);
});

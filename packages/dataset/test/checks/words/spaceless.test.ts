import { expect, test } from "vitest";
import { splitSpaceless } from "../../../src/checks/words/spaceless.ts";

test("cuts a run into pairs of characters, each with its marks", () => {
  expect(splitSpaceless("我爱北京")).toEqual(["我爱", "爱北", "北京"]);
  expect(splitSpaceless("ที่ดี")).toEqual(["ที่ดี"]);
});

test("leaves single characters, and what is written with spaces, whole", () => {
  expect(splitSpaceless("猫")).toEqual(["猫"]);
  expect(splitSpaceless("abc猫2024年末")).toEqual(["abc", "猫", "2024", "年末"]);
});

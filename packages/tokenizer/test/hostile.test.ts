import { expect, test } from "vitest";
import { buildTokenizer } from "../src/index.ts";

const MEGABYTES = 3;
const fill = (pattern: string) => pattern.repeat(Math.ceil((MEGABYTES * 1e6) / Buffer.byteLength(pattern)));

// Each takes well under a second; a road of quadratic time would take hours.
test.each([
  ["one word", fill("a")],
  ["marks out of order", `a${fill("\u0301\u0323")}`],
  ["marks that decompose", `a${fill("\u0344\u0327")}`],
  ["marks each on a letter", fill("e\u0301")],
  ["sigmas", fill("Σ'")],
  ["conjoining jamo", fill("\u1112\u1161\u11ab")],
  ["lone surrogates", fill("\ud800")],
  ["letters outside the basic plane", fill("𐐀")],
  ["invisible characters", `a${fill("\u00ad\ufeff")}b`],
  ["dotted capital I", fill("İ")],
])(
  "encodes megabytes of %s",
  (_name, text) => {
    const tokenizer = buildTokenizer(["a"]);

    expect(tokenizer.encodeBatch([text]).tokenIds.length).toBeLessThan(text.length);
  },
  30_000,
);

test("segments a megabyte without spaces", () => {
  const tokenizer = buildTokenizer(["北京"], { segmentation: "dictionary" });

  expect(tokenizer.encode("我爱北京天安门".repeat(1e6 / 21))).toContain(2);
}, 30_000);

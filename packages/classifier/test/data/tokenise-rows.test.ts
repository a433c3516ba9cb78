import { expect, test } from "vitest";
import { rowsFromMemory } from "../../src/data/memory-rows.ts";
import { joinSplits, tokeniseRows } from "../../src/data/tokenise-rows.ts";
import { type GivenSettings, resolveSettings } from "../../src/settings.ts";
import { NEWS } from "../_news.ts";

const tokenise = (given: GivenSettings) => {
  const settings = resolveSettings({ minFrequency: 1, ...given });
  const test = { texts: ["wholly unseen"], labels: ["sport"] };
  const rows = rowsFromMemory({ ...NEWS, test }, settings);
  return { rows, tokenised: tokeniseRows(rows, settings) };
};

test("joins the splits in the order of the rows", () => {
  const { rows, tokenised } = tokenise({});
  const { tokenIds, offsets } = joinSplits(rows, tokenised.encoded);
  const whole = tokenised.tokenizer.encodeBatch(rows.texts);

  expect(offsets).toEqual(whole.offsets);
  expect(tokenIds).toEqual(whole.tokenIds);
});

test("learns its words from the training texts, or from all where asked", () => {
  expect(tokenise({}).tokenised.reports.test!.unknownRate).toBe(1);
  expect(tokenise({ vocabularyFrom: "all" }).tokenised.reports.test!.unknownRate).toBe(0);
});

test("says that no text has a word", () => {
  const settings = resolveSettings();
  const rows = rowsFromMemory({ texts: ["!", "?"], labels: ["a", "b"] }, settings);

  expect(() => tokeniseRows(rows, settings)).toThrow(
    expect.objectContaining({ code: "ROW_NO_TOKENS", fix: "check textColumn and tokenizer" }),
  );
});

test("learns its words from texts without labels too", () => {
  const settings = resolveSettings({ minFrequency: 1 });
  const test = { texts: ["wholly unseen"], labels: ["sport"] };
  const rows = rowsFromMemory({ ...NEWS, test, unlabelled: ["something wholly unseen"] }, settings);
  const { tokenizer, encoded, unlabelled, reports } = tokeniseRows(rows, settings);

  expect(reports.test!.unknownRate).toBe(0);
  expect([...unlabelled.tokenIds]).toEqual(tokenizer.encode("something wholly unseen"));
  expect(encoded.train.offsets.length - 1).toBe(rows.splits.train.length);
});

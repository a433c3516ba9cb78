import { expect, test } from "vitest";
import { check } from "./_reports.ts";

const withText = (text: string) => ({ texts: ["a text", text, "another", "more"], labelNames: ["x", "y", "x", "y"] });

/** UTF-8 read as Windows-1252. */
const damaged = (text: string): string => new TextDecoder("windows-1252").decode(new TextEncoder().encode(text));

test.each(["é", "ñ", "“quote”", "€", "русский", "…", "日本", "tiếng", "EDUCACIÓN", "Noël", "25 °C", "¿Qué?", "🙂"])(
  "sees that %s was decoded wrongly",
  (text) => {
    expect(check(withText(damaged(text)), "DATA_MOJIBAKE")).toMatchObject({ status: "warn", rows: [1] });
    expect(check(withText(text), "DATA_MOJIBAKE").status).toBe("pass");
  },
);

test.each(["ÂME", "Ã is a letter", "château à Paris", "«Ñandú» ¿Qué?", "naïve – fiancée", "Übergröße", "Íñigo"])(
  "takes %s as it is",
  (text) => {
    expect(check(withText(text), "DATA_MOJIBAKE").status).toBe("pass");
  },
);

test.each([
  "« la liberté\u00a0»",
  "une cité\u00a0«\u00a0libre\u00a0»",
  "„der große Spaß“",
  "“ELECCIONES EN PERÚ”",
  "«está»…",
  "LA LIBERTÉ… ET APRÈS",
  "“A MAÇÃ”",
])("takes the typography of %s as it is", (text) => {
  expect(check(withText(text), "DATA_MOJIBAKE").status).toBe("pass");
});

test("counts byte order marks inside texts", () => {
  expect(check(withText("a\ufeffb"), "DATA_BYTE_ORDER_MARK")).toMatchObject({ status: "warn", rows: [1] });
});

test("sees replacement characters", () => {
  expect(check(withText("caf\ufffd"), "DATA_MOJIBAKE").status).toBe("warn");
});

test.each(["a &amp; b", "it&#39;s", "&#x27;", "it #39;s", "&lt;b&gt;"])("sees the entity in %s", (text) => {
  expect(check(withText(text), "DATA_HTML_ENTITY")).toMatchObject({ status: "warn", rows: [1] });
});

test.each(["AT&T; Co", "#1 hit", "R&D", "salt & pepper;"])("sees no entity in %s", (text) => {
  expect(check(withText(text), "DATA_HTML_ENTITY").status).toBe("pass");
});

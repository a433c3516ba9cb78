import { describe, expect, test } from "vitest";
import { type BuildTokenizerOptions, buildTokenizer } from "../../src/index.ts";

/** The tokens by the table scan, checked against those by the spelled-out pipeline. */
function tokens(text: string, options: BuildTokenizerOptions = {}): string[] {
  const tokenizer = buildTokenizer(["x", text], options);
  const scanned = tokenizer.encode(text).map((id) => tokenizer.vocab[id]!);
  expect(tokenizer.tokenize(text)).toEqual(scanned);
  return scanned;
}

describe("tokenizer unicode", () => {
  test("takes letters, marks and digits of any script", () => {
    expect(tokens("Año 2024: Привет, мир! नमस्ते 東京 ١٢٣")).toEqual([
      "año",
      "2024",
      "привет",
      "мир",
      "नमस्ते",
      "東京",
      "١٢٣",
    ]);
  });

  test("gives the same tokens for composed and decomposed text", () => {
    const text = "Canción Ångström Việt 한국어 J̌";

    expect(tokens(text.normalize("NFD"))).toEqual(tokens(text.normalize("NFC")));
  });

  test("composes again after lower-casing", () => {
    expect(tokens("J\u030c")).toEqual(["\u01f0"]);
  });

  test("lower-cases the same in every locale", () => {
    expect(tokens("TITLE Iİı")).toEqual(["title", "ii\u0307ı"]);
  });

  test("writes a final sigma as any other", () => {
    expect(tokens("ΟΔΟΣ οδος")).toEqual(["οδοσ", "οδοσ"]);
  });

  test.each([
    ["soft hyphen", "infor\u00admación", ["información"]],
    ["zero-width joiner and non-joiner", "a\u200db\u200cc", ["abc"]],
    ["direction marks", "\u202eab\u202c \u200fcd\u2067", ["ab", "cd"]],
    ["byte order mark", "\ufeffab\ufeffcd", ["abcd"]],
    ["variation selector", "a\ufe0f葛\u{e0100}城", ["a葛城"]],
    ["zero-width space, which ends a word", "a\u200bb", ["a", "b"]],
    ["no-break space, which ends a word", "a\u00a0b", ["a", "b"]],
    ["invisible character inside a letter and its accent", "e\u00ad\u0301", ["é"]],
    ["mark after no letter", "\u0301a .\u0301b", ["a", "b"]],
    ["lone surrogates, which end a word", "a\ud800b\udc00c", ["a", "b", "c"]],
    ["letters outside the basic plane", "𝔸b 𐐀", ["𝔸b", "𐐨"]],
    ["emoji sequences", "ok👩\u200d🚀yes 👍🏽", ["ok", "yes"]],
  ])("handles a %s", (_name, text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

describe("tokenizer spanish", () => {
  test("splits as the pattern [^a-záéíóúüñ]+ does", () => {
    const text = "El NIÑO de 8 años\u00adcantó: ¡pingüino, façade, straße!";

    expect(tokens(text, { tokenizer: "spanish" })).toEqual(
      text
        .toLowerCase()
        .split(/[^a-záéíóúüñ]+/)
        .filter((token) => token !== ""),
    );
  });

  test("composes accents first", () => {
    expect(tokens("nin\u0303o", { tokenizer: "spanish" })).toEqual(["niño"]);
  });

  test("refuses the option numbers, for it has no digits", () => {
    expect(() => tokens("1", { tokenizer: "spanish", numbers: "keep" })).toThrow(
      'the tokenizer "spanish" has no digits',
    );
  });
});

describe("numbers", () => {
  test("folds each digit to 0", () => {
    expect(tokens("en 1984 y ٣ o 𝟡", { numbers: "fold" })).toEqual(["en", "0000", "y", "0", "o", "0"]);
  });

  test("drops digits, which then end a word", () => {
    expect(tokens("covid19 en 2020 h2o", { numbers: "drop" })).toEqual(["covid", "en", "h", "o"]);
  });
});

test("strips accents on request", () => {
  expect(tokens("Señor Müller, ЙОД ǖ", { accents: "strip" })).toEqual(["senor", "muller", "иод", "u"]);
});

describe("stop words", () => {
  test("are left out as whole tokens, whatever their case and form", () => {
    const options = { stopWords: ["the", "OF", "nin\u0303o"] };

    expect(tokens("The art of other NIÑO often", options)).toEqual(["art", "other", "often"]);
  });

  test("are kept by default", () => {
    expect(tokens("the art")).toEqual(["the", "art"]);
  });
});

describe("segmentation by dictionary", () => {
  const options = { segmentation: "dictionary" } as const;

  test("splits scripts without spaces and leaves the others whole", () => {
    expect(tokens("Hello, 北京天安门! สวัสดีชาวโลก don't 東京は", options)).toEqual([
      "hello",
      "北京",
      "天安门",
      "สวัสดี",
      "ชาว",
      "โลก",
      "don",
      "t",
      "東京",
      "は",
    ]);
  });

  test("loses nothing of a long run", () => {
    const text = "我爱北京天安门𠮷".repeat(500);
    const words = tokens(text, options);

    expect(words.join("")).toBe(text);
    expect(words.filter((word) => word === "天安门")).toHaveLength(500);
  });

  test("applies before stop words", () => {
    expect(tokens("我爱北京", { ...options, stopWords: ["爱"] })).toEqual(["我", "北京"]);
  });
});

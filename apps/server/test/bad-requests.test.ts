import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { rawRequest, sendRaw, trainModel, useFolder, useServer } from "./_server.ts";

const folder = useFolder((path) => trainModel(join(path, "news")));
const used = useServer(folder);
afterAll(() => expect(used.running.problems).toEqual([]));

const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

describe("predict refuses", () => {
  test.each<[string, string | Uint8Array, number, string, string, string?]>([
    ["no body", "", 400, "BAD_JSON", "byte 0: expected a JSON object, found no body"],
    ["bad JSON", '{"inputs": "a",}', 400, "BAD_JSON", "byte 15: expected key"],
    ["bad JSON after wide characters", '{"inputs": "ñ€", x', 400, "BAD_JSON", "byte 20: expected key"],
    ["JSON that ends early", '{"inputs": ["a"', 400, "BAD_JSON", "byte 15: expected , or ], found the end"],
    ["NaN", '{"inputs": NaN}', 400, "BAD_JSON", "byte 11: expected value"],
    [
      "a lone byte of Latin-1",
      Buffer.from('{"inputs": "caf\u00e9"}', "latin1"),
      400,
      "BAD_UTF8",
      "byte 15: 0xE9 is not",
    ],
    ["a byte order mark", '\ufeff{"inputs": "a"}', 400, "BAD_JSON", "byte 0: expected value"],
    ["a list", "[]", 400, "BAD_FIELD", "the body: expected an object, found a list"],
    ["null", "null", 400, "BAD_FIELD", "the body: expected an object, found null"],
    ["no inputs", "{}", 400, "BAD_FIELD", "expected a text or a list of texts, found nothing", "inputs"],
    ["a number", '{"inputs": 1}', 400, "BAD_FIELD", "found a number", "inputs"],
    ["null in a list", '{"inputs": ["a", "b", "c", null]}', 400, "BAD_FIELD", "found null", "inputs[3]"],
    ["an empty text", '{"inputs": ["a", ""]}', 400, "BAD_FIELD", "found an empty one", "inputs[1]"],
    ["no texts", '{"inputs": []}', 400, "BAD_FIELD", "at least one text", "inputs"],
    ["an unknown field", '{"input": "a"}', 400, "BAD_FIELD", 'did you mean "inputs"?', "input"],
    ["__proto__", '{"inputs": "a", "__proto__": {"model": "x"}}', 400, "BAD_FIELD", "unknown field", "__proto__"],
    ["constructor", '{"inputs": "a", "constructor": 1}', 400, "BAD_FIELD", "unknown field", "constructor"],
    ["a prototype's name as a model", '{"inputs": "a", "model": "__proto__"}', 404, "MODEL_UNKNOWN", "news", "model"],
    ["a path as a model", '{"inputs": "a", "model": "../news"}', 404, "MODEL_UNKNOWN", "news", "model"],
    ["depth", `{"inputs": ${deep(100_000)}}`, 400, "BAD_FIELD", "expected a string, found a list", "inputs[0]"],
    ["top_k of 0", '{"inputs": "a", "parameters": {"top_k": 0}}', 400, "BAD_FIELD", "at least 1", "parameters.top_k"],
    ["a long text", `{"inputs": "${"a".repeat(100_001)}"}`, 422, "TEXT_TOO_LONG", "100001 characters; limit 100000"],
    ["many texts", JSON.stringify({ inputs: Array(257).fill("a") }), 422, "BATCH_TOO_LARGE", "257 texts; limit 256"],
    ["a large body", `"${"a".repeat(1_048_576)}"`, 413, "BODY_TOO_LARGE", "limit of 1048576 bytes"],
  ])("%s", async (_, sent, status, code, words, field) => {
    const { body, ...reply } = await used.running.post("/predict", sent);

    expect(body).toMatchObject({ code, error: expect.stringContaining(words), ...(field !== undefined && { field }) });
    expect(reply.status).toBe(status);
    expect((await used.running.post("/predict", { inputs: "team" })).status).toBe(200);
  });
});

test("takes texts up to the limits", async () => {
  const long = await used.running.post("/predict", { inputs: "a ".repeat(50_000) });
  const many = await used.running.post("/predict", { inputs: Array(256).fill("team") });

  expect([long.status, many.status]).toEqual([200, 200]);
});

test("takes lone surrogates, escapes and a character of its own for what is broken", async () => {
  const { body } = await used.running.post("/predict", '{"inputs": ["team \\ud800 goal", "team \ufffd\\u0000 goal"]}');

  expect(body.map(([first]: { label: string }[]) => first!.label)).toEqual(["sport", "sport"]);
});

describe("infer refuses", () => {
  const tensor = { name: "text", datatype: "BYTES", shape: [1], data: ["team"] };

  test.each<[string, unknown, string, string]>([
    ["no inputs", {}, "inputs", "expected a list, found nothing"],
    ["two tensors", { inputs: [tensor, tensor] }, "inputs", "expected one tensor"],
    ["another tensor", { inputs: [{ ...tensor, name: "ids" }] }, "inputs[0].name", 'expected "text", found "ids"'],
    ["numbers", { inputs: [{ ...tensor, datatype: "FP32" }] }, "inputs[0].datatype", 'expected "BYTES"'],
    ["another shape", { inputs: [{ ...tensor, shape: [2] }] }, "inputs[0].shape", "expected [1]"],
    ["no shape", { inputs: [{ ...tensor, shape: [] }] }, "inputs[0].shape", "expected [1]"],
    ["null", { inputs: [{ ...tensor, data: [null] }] }, "inputs[0].data[0]", "expected a string, found null"],
    ["no text", { inputs: [{ ...tensor, shape: [0], data: [] }] }, "inputs[0].data", "at least one text"],
    ["an unknown output", { inputs: [tensor], outputs: [{ name: "logits" }] }, "outputs[0].name", "expected one of"],
    ["the name of another model", { inputs: [tensor], model_name: "mail" }, "model_name", 'expected "news"'],
    ["an id that is no text", { inputs: [tensor], id: 1 }, "id", "expected a string"],
    ["an unknown field", { inputs: [tensor], output: [] }, "output", 'did you mean "outputs"?'],
  ])("%s", async (_, sent, field, words) => {
    const { status, body } = await used.running.post("/v2/models/news/infer", sent);

    expect(body).toEqual({ code: "BAD_FIELD", field, error: expect.stringContaining(words) });
    expect(status).toBe(400);
  });

  test("unsafe names and depth in what it does not read", async () => {
    const sent = (parameters: string) =>
      used.running.post(
        "/v2/models/news/infer",
        `{"inputs": [${JSON.stringify(tensor)}], "parameters": ${parameters}}`,
      );

    expect((await sent('{"a": {"b": [1]}}')).status).toBe(200);
    expect((await sent('{"a": {"__proto__": 1}}')).body.field).toBe("parameters.a.__proto__");
    expect((await sent(`{"a": ${deep(50)}}`)).body.error).toContain("nested deeper");
  });

  test("an unknown model, whatever its name", async () => {
    for (const name of ["other", "__proto__", "..%2fnews", "%2e%2e%2f%2e%2e%2fetc%2fpasswd"]) {
      const { status, body } = await used.running.post(`/v2/models/${name}/infer`, { inputs: [tensor] });
      expect([status, body.code]).toEqual([404, "MODEL_UNKNOWN"]);
    }
  });

  test("tensors in binary form", async () => {
    const headers = { "content-type": "application/json", "inference-header-content-length": "10" };
    const { status, body } = await used.running.post("/v2/models/news/infer", "{}", headers);

    expect([status, body.code]).toEqual([400, "BINARY_TENSORS"]);
  });
});

test.each([
  ["text/plain", {}],
  ["application/x-www-form-urlencoded", {}],
  ["application/json; charset=latin1", {}],
  ["application/json", { "content-encoding": "gzip" }],
])("refuses other media types: %s %o", async (type, more) => {
  const { status, body } = await used.running.post("/predict", '{"inputs":"a"}', { "content-type": type, ...more });

  expect([status, body.code]).toEqual([415, "MEDIA_TYPE"]);
});

test("takes JSON that says its charset", async () => {
  const headers = { "content-type": "Application/JSON; charset=UTF-8" };

  expect((await used.running.post("/predict", '{"inputs":"a"}', headers)).status).toBe(200);
});

test.each([
  ["DELETE", "/predict", "POST"],
  ["GET", "/v2/models/news/infer", "POST"],
  ["PUT", "/v2", "GET, HEAD"],
  ["OPTIONS", "/predict", "POST"],
])("says what methods a route has: %s %s", async (method, path, allow) => {
  const response = await fetch(used.running.url + path, { method });

  expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
  expect(await response.json()).toMatchObject({ code: "METHOD_NOT_ALLOWED" });
});

test.each(["/", "/nothing", "/v2/", "/v2/models", "/predict/", "/openapi.json/x"])(
  "knows no route %s",
  async (path) => {
    const { status, body } = await used.running.get(path);

    expect([status, body]).toEqual([404, { error: "there is no such route", code: "NOT_FOUND" }]);
  },
);

describe("what is no valid HTTP", () => {
  test.each<[string, Uint8Array | string, number, string]>([
    ["a bad URL", rawRequest("GET /v2/models/%e0%a4%a/ready HTTP/1.1\r\n"), 400, "BAD_URL"],
    ["a URL that is none", rawRequest("GET nothing HTTP/1.1\r\n"), 400, "BAD_REQUEST"],
    ["a bad host", "GET /v2 HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n", 400, "BAD_REQUEST"],
    ["a large head", rawRequest(`GET /v2 HTTP/1.1\r\nX-Large: ${"a".repeat(17_000)}\r\n`), 431, "HEADER_TOO_LARGE"],
    ["no HTTP", "hello\r\n\r\n", 400, "BAD_REQUEST"],
    ["an unknown method", "BREW /v2 HTTP/1.1\r\n\r\n", 400, "BAD_REQUEST"],
    ["TRACE", rawRequest("TRACE /v2 HTTP/1.1\r\n"), 405, "METHOD_NOT_ALLOWED"],
    ["CONNECT", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n", 405, "METHOD_NOT_ALLOWED"],
    ["another expectation", rawRequest("POST /predict HTTP/1.1\r\nExpect: tea\r\n", "{}"), 417, "EXPECTATION_FAILED"],
    [
      "two lengths",
      "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
      ...([400, "BAD_REQUEST"] as const),
    ],
    [
      "a length beside chunks",
      "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
      ...([400, "BAD_REQUEST"] as const),
    ],
    [
      "a large body in chunks",
      rawRequest(
        "POST /predict HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
        `180000\r\n${"a".repeat(0x180000)}\r\n0\r\n\r\n`,
      ),
      ...([413, "BODY_TOO_LARGE"] as const),
    ],
  ])("%s", async (_, bytes, status, code) => {
    const received = await sendRaw(used.running.port, bytes);

    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(received).toContain(`"code":"${code}"`);
  });

  test("a client that leaves in the middle of its body", async () => {
    const head = "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
    await sendRaw(used.running.port, `${head}{"inputs": `, () => new Promise((resolve) => setTimeout(resolve, 50)));

    expect((await used.running.post("/predict", { inputs: "team" })).status).toBe(200);
  });
});

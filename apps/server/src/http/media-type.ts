// Whether a body is JSON as it says itself.

import type { IncomingHttpHeaders } from "node:http";
import { HttpError } from "./http-error.ts";
import { show } from "./show.ts";

const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*(?:charset[ \t]*=[ \t]*"?utf-?8"?[ \t]*;?)?)?[ \t]*$/iu;

/** @throws HttpError 415 `MEDIA_TYPE` for other types, charsets and compressed bodies. */
export function checkMediaType(headers: IncomingHttpHeaders): void {
  const { "content-type": type, "content-encoding": encoding = "identity" } = headers;
  const expected = "expected the header Content-Type: application/json";
  if (type === undefined) throw new HttpError(415, "MEDIA_TYPE", `${expected}, found none`);
  if (!JSON_TYPE.test(type)) throw new HttpError(415, "MEDIA_TYPE", `${expected}, found ${show(type)}`);
  if (encoding.toLowerCase() === "identity") return;
  throw new HttpError(415, "MEDIA_TYPE", `expected a body without Content-Encoding, found ${show(encoding)}`);
}

// The body of a request, never more of it than allowed.

import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error.ts";

/**
 * @param maxBytes - Reading stops there, whatever the request claims.
 * @throws HttpError 413 `BODY_TOO_LARGE`, 400 `BODY_INCOMPLETE` where the client went away.
 */
export function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const refuse = (): void => {
      incoming.off("data", take);
      reject(new HttpError(413, "BODY_TOO_LARGE", `the body is larger than the limit of ${maxBytes} bytes`));
    };
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > maxBytes) refuse();
      else chunks.push(chunk);
    };
    if (Number(incoming.headers["content-length"]) > maxBytes) {
      refuse();
      return;
    }
    incoming.on("data", take);
    incoming.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    incoming.on("close", () => reject(new HttpError(400, "BODY_INCOMPLETE", "the body ended too early")));
    incoming.on("error", (cause) =>
      reject(new HttpError(400, "BODY_INCOMPLETE", "the body ended too early", { cause })),
    );
  });
}

// Who may ask.

import { createHash, timingSafeEqual } from "node:crypto";
import { HttpError } from "./http-error.ts";

/** What a header can carry, by RFC 6750. */
const TOKEN = /^[\w.~+/-]+=*$/u;
const BEARER = /^bearer +([\w.~+/-]+=*) *$/iu;

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * A check of the header `Authorization`. What it takes does not depend on how much of a wrong token is right.
 *
 * @throws HttpError 401 `TOKEN_MISSING` or `TOKEN_WRONG`.
 */
export function createTokenCheck(token: string): (authorization: string | undefined) => void {
  const wanted = hash(token);
  return (authorization) => {
    const [, given] = BEARER.exec(authorization ?? "") ?? [];
    if (given === undefined) {
      throw new HttpError(401, "TOKEN_MISSING", "expected the header Authorization: Bearer with the server's token");
    }
    // Hashes have the same length, whatever was given.
    if (!timingSafeEqual(hash(given), wanted)) throw new HttpError(401, "TOKEN_WRONG", "the token is another one");
  };
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

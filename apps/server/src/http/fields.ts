// Checks of what a JSON body holds. Each names the field at fault.

import { nearestName } from "@newsclf-internal/errors";
import type { Limits } from "../limits.ts";
import { HttpError } from "./http-error.ts";
import { kindOf, show } from "./show.ts";

/** A JSON object whose keys were checked; keys such as `__proto__` are no more than names that are not known. */
export type Fields<Name extends string> = Readonly<Partial<Record<Name, unknown>>>;

/** Of what a client may put into `parameters`. */
const MAX_DEPTH = 16;

/** Keys that would reach an object's prototype in a careless program. */
const UNSAFE = ["__proto__", "constructor", "prototype"];

/** @throws HttpError 400 `BAD_FIELD`. */
export function badField(field: string, expected: string, found: unknown): HttpError {
  return refuseField(field, `expected ${expected}, found ${kindOf(found)}`);
}

export function refuseField(field: string, message: string): HttpError {
  const place = field === "" ? "the body" : `field ${show(field)}`;
  return new HttpError(400, "BAD_FIELD", `${place}: ${message}`, field === "" ? {} : { field: field.slice(0, 120) });
}

/**
 * An object with no other keys than `names`.
 *
 * @param field - Its own name; empty for the body.
 */
export function checkObject<Name extends string>(value: unknown, field: string, names: readonly Name[]): Fields<Name> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badField(field, "an object", value);
  const own = new Map(Object.entries(value));
  for (const name of own.keys()) {
    if ((names as readonly string[]).includes(name)) continue;
    const nearest = nearestName(name.slice(0, 120), names);
    const hint = nearest === undefined ? `known are ${names.join(", ")}` : `did you mean ${show(nearest)}?`;
    throw refuseField(join(field, name), `unknown field; ${hint}`);
  }
  return Object.fromEntries(own) as Fields<Name>;
}

export function checkList(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw badField(field, "a list", value);
}

export function checkString(value: unknown, field: string): string {
  if (typeof value === "string") return value;
  throw badField(field, "a string", value);
}

/**
 * Texts to classify.
 *
 * @throws HttpError 400 for none, 422 `BATCH_TOO_LARGE` for too many; see `checkText`.
 */
export function checkTexts(
  values: readonly unknown[],
  field: string,
  { maxTexts, maxTextLength }: Limits,
): readonly string[] {
  if (values.length === 0) throw refuseField(field, "expected at least one text, found none");
  if (values.length > maxTexts) {
    throw new HttpError(422, "BATCH_TOO_LARGE", `${values.length} texts; limit ${maxTexts}`, { field });
  }
  return values.map((value, i) => checkText(value, `${field}[${i}]`, maxTextLength));
}

/** @throws HttpError 400 for what is no text or empty, 422 `TEXT_TOO_LONG`. */
export function checkText(value: unknown, field: string, maxLength: number): string {
  const text = checkString(value, field);
  if (text === "") throw refuseField(field, "expected a text, found an empty one");
  if (text.length <= maxLength) return text;
  throw new HttpError(422, "TEXT_TOO_LONG", `field "${field}": ${text.length} characters; limit ${maxLength}`, {
    field,
  });
}

/** An object that may hold anything and is not read. */
export function checkIgnored(value: unknown, field: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badField(field, "an object", value);
  const visit = (inner: unknown, path: string, depth: number): void => {
    if (typeof inner !== "object" || inner === null) return;
    if (depth > MAX_DEPTH) throw refuseField(field, `nested deeper than ${MAX_DEPTH} levels`);
    for (const [name, item] of Object.entries(inner)) {
      if (!Array.isArray(inner) && UNSAFE.includes(name))
        throw refuseField(join(path, name), "this name is not allowed");
      visit(item, join(path, name), depth + 1);
    }
  };
  visit(value, field, 1);
}

function join(field: string, name: string): string {
  return field === "" ? name : `${field}.${name}`;
}

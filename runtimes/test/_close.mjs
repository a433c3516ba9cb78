import assert from "node:assert/strict";

export function assertClose(found, expected) {
  assert.equal(found.length, expected.length);
  found.forEach((value, k) => {
    assert.ok(Math.abs(value - expected[k]) < 1e-5, `number ${k}: ${value} and ${expected[k]}`);
  });
}

// What somebody may have meant.

/**
 * The name with the fewest edits from `wanted`, if at most half of its letters differ.
 *
 * @param simplify - What makes names equal that differ in little. Default: lower case.
 */
export function nearestName(
  wanted: string,
  names: readonly string[],
  simplify: (name: string) => string = (name) => name.toLowerCase(),
): string | undefined {
  const distances = names.map((name) => editDistance(simplify(wanted), simplify(name)));
  const best = Math.min(...distances);
  return best <= wanted.length / 2 ? names[distances.indexOf(best)] : undefined;
}

/** Levenshtein's, by the usual table of two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}

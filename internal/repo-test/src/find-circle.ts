// Things that need each other.

/**
 * A way through a graph that comes back to where it began, such as `a, b, a`; empty if there is none.
 *
 * @param targetsOf - What each thing needs; those that are no key need nothing.
 */
export function findCircle(targetsOf: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const follow = (path: readonly string[], name: string): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return [];
    for (const target of targetsOf.get(name) ?? []) {
      const circle = follow([...path, name], target);
      if (circle.length > 0) return circle;
    }
    done.add(name);
    return [];
  };
  for (const name of targetsOf.keys()) {
    const circle = follow([], name);
    if (circle.length > 0) return circle;
  }
  return [];
}

// NFC in linear time.
//
// `String.prototype.normalize` sorts a run of combining marks by insertion: 160,000 marks after one letter take
// seconds, a megabyte of them hours. Long runs are therefore put in canonical order here first, by counting; what is
// then left for `normalize` takes linear time, and the result is the same.

const LONG_RUN = 32;
const MARK = /\p{M}/u;
// Combining classes 1 and 240, the lowest and the highest: whatever reorders with neither does not reorder at all.
const LOWEST = "\u0334";
const HIGHEST = "\u0345";

/** The NFC form of a text. */
export function composeText(text: string): string {
  let sorted = "";
  let copied = 0;
  let runStart = -1;
  for (let i = 0; i <= text.length; ) {
    const char = i < text.length ? String.fromCodePoint(text.codePointAt(i)!) : "";
    if (char !== "" && char > "\u02ff" && MARK.test(char)) {
      if (runStart < 0) runStart = i;
    } else if (runStart >= 0) {
      if (i - runStart > LONG_RUN) {
        sorted += text.slice(copied, runStart) + sortMarks(text.slice(runStart, i));
        copied = i;
      }
      runStart = -1;
    }
    i += char.length || 1;
  }
  return (copied === 0 ? text : sorted + text.slice(copied)).normalize("NFC");
}

/** Sorts marks stably by combining class; a mark of class 0 stays where it is. */
function sortMarks(marks: string): string {
  const decomposed = new Map<string, string>();
  const groups = new Map<string, string[]>();
  const order: string[] = [];
  let result = "";
  const flush = () => {
    for (const mark of order) result += groups.get(mark)!.join("");
    groups.clear();
    order.length = 0;
  };
  for (const mark of marks) {
    if (!decomposed.has(mark)) decomposed.set(mark, mark.normalize("NFD"));
    for (const part of decomposed.get(mark)!) {
      if (!reorders(part)) {
        flush();
        result += part;
        continue;
      }
      const group = groups.get(part) ?? groupOf(part, order, groups);
      group.push(part);
    }
  }
  flush();
  return result;
}

/** The group that marks of this one's class share, made and put in its place when it is the first. */
function groupOf(mark: string, order: string[], groups: Map<string, string[]>): string[] {
  const place = order.findIndex((other) => !comesBefore(other, mark));
  const next = order[place];
  const sameClass = next !== undefined && !comesBefore(mark, next);
  const group = sameClass ? groups.get(next)! : [];
  if (!sameClass) order.splice(place < 0 ? order.length : place, 0, mark);
  groups.set(mark, group);
  return group;
}

function comesBefore(a: string, b: string): boolean {
  return (b + a).normalize("NFD") !== b + a;
}

function reorders(mark: string): boolean {
  return comesBefore(mark, HIGHEST) || comesBefore(LOWEST, mark);
}

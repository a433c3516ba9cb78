// From values to places on an axis, and the round values that stand beside it.

/** What an axis shows. */
export interface Axis {
  readonly title: string;
  /** The least and the largest value that must be on it. */
  readonly domain: readonly [number, number];
  /** `"whole"`: whole numbers, its ends are those of the domain. `"log"`: powers of ten, of positive values. Default `"linear"`. */
  readonly kind?: "linear" | "whole" | "log";
  /** What stands at 1, 2 and so on, instead of numbers. */
  readonly names?: readonly string[];
  /** Of a tick, with as many digits after the point as tell it from its neighbours. */
  readonly format?: (value: number, digits: number) => string;
}

/** An axis as long as the picture has room for. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
}

/** @param range - Places of the ends, in units of the picture. */
export function createScale(axis: Axis, [from, to]: readonly [number, number], numTicks: number): Scale {
  const { kind = "linear", names, format = (value, digits) => names?.[value - 1] ?? value.toFixed(digits) } = axis;
  const { domain, ticks, digits } = names
    ? { domain: axis.domain, ticks: [...names.keys()].map((i) => i + 1), digits: 0 }
    : KINDS[kind](...axis.domain, numTicks);
  const of = kind === "log" ? Math.log10 : Number;
  const [low, high] = domain.map(of) as [number, number];
  const scale = (value: number): number =>
    Math.round(10 * (from + ((of(value) - low) / (high - low)) * (to - from))) / 10;
  return Object.assign(scale, {
    ticks: ticks.map((tick) => ({ place: scale(tick), label: format(tick, digits) })),
  });
}

/** What is on an axis. */
interface Layout {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly digits: number;
}

const KINDS: Readonly<Record<NonNullable<Axis["kind"]>, (low: number, high: number, numTicks: number) => Layout>> = {
  linear(low, high, numTicks) {
    if (low === high) return KINDS.linear(low - Math.abs(low || 1) / 20, high + Math.abs(high || 1) / 20, numTicks);
    const step = roundStep((high - low) / numTicks);
    const [first, last] = [Math.floor(low / step + 1e-6), Math.ceil(high / step - 1e-6)];
    return {
      domain: [first * step, last * step],
      ticks: Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step),
      digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-6)),
    };
  },
  whole(low, high, numTicks) {
    if (low === high) return { domain: [low - 1, high + 1], ticks: [low], digits: 0 };
    const step = Math.max(1, roundStep((high - low) / numTicks));
    const first = Math.floor(low / step) + 1;
    const multiples = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, k) => (first + k) * step);
    // The first value has a place of its own if none is near.
    return { domain: [low, high], ticks: [low, ...multiples.filter((tick) => tick - low >= step / 2)], digits: 0 };
  },
  log(low, high) {
    if (low === high) return KINDS.log(low / 10, high * 10, 0);
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-6), Math.floor(Math.log10(high) + 1e-6)];
    const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => 10 ** (first + k));
    return { domain: [low, high], ticks, digits: 0 };
  },
};

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([1, 2, 5].find((factor) => factor * power >= step - 1e-9 * power) ?? 10);
}

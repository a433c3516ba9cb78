// Is an accuracy better than chance, and how sure is it? Exact binomial tail and Wilson interval.

/**
 * P(X >= successes) for X ~ Binomial(trials, chance): the one-sided exact binomial test.
 *
 * Terms are summed outwards from the observed count, each from its neighbour's ratio, so that small tails keep their
 * relative precision (about 1e-9 at a million trials); below 1e-308 the result is 0.
 *
 * @param successes - Integer in `0..trials`.
 * @param trials - Integer, at least 0.
 * @param chance - Success probability under the null hypothesis, in `[0, 1]`.
 * @throws RangeError for values outside these.
 */
export function binomialPValue(successes: number, trials: number, chance: number): number {
  if (!Number.isInteger(trials) || !Number.isInteger(successes) || successes < 0 || successes > trials) {
    throw new RangeError(`binomialPValue: expected integers 0 <= successes <= trials, got ${successes} of ${trials}`);
  }
  if (!(chance >= 0 && chance <= 1)) {
    throw new RangeError(`binomialPValue: expected chance in [0, 1], got ${chance}`);
  }
  if (successes === 0) return 1;
  if (chance === 0 || chance === 1) return chance;
  const odds = chance / (1 - chance);
  if (successes > trials * chance) {
    let ratioSum = 1;
    for (let k = successes, ratio = 1; k < trials && ratio > 1e-17 * ratioSum; k++) {
      ratio *= ((trials - k) / (k + 1)) * odds;
      ratioSum += ratio;
    }
    return Math.min(1, Math.exp(logPmf(successes, trials, chance)) * ratioSum);
  }
  // Below the mean the other tail is the small one.
  let ratioSum = 1;
  for (let k = successes - 1, ratio = 1; k > 0 && ratio > 1e-17 * ratioSum; k--) {
    ratio *= k / ((trials - k + 1) * odds);
    ratioSum += ratio;
  }
  return Math.max(0, 1 - Math.exp(logPmf(successes - 1, trials, chance)) * ratioSum);
}

/**
 * Whether an accuracy is above what always answering with the most frequent class reaches.
 *
 * Null hypothesis: the true accuracy is at most `majorityRate`, the share of the most frequent class in the same
 * examples. That rate is never below 1/C, so that a guess among C classes is covered too. The number of right
 * answers is tested with `binomialPValue`.
 *
 * @param accuracy - Fraction in `[0, 1]`.
 * @param examples - How many examples the accuracy was measured on.
 * @param majorityRate - Fraction in `[0, 1]`.
 * @param alpha - Accepted chance of a false "yes".
 */
export function isAboveChance(accuracy: number, examples: number, majorityRate: number, alpha = 0.05): boolean {
  return binomialPValue(Math.round(accuracy * examples), examples, majorityRate) < alpha;
}

/**
 * Wilson score interval of a proportion (Wilson 1927): stays within `[0, 1]` and holds for small samples.
 *
 * @param accuracy - Fraction in `[0, 1]`.
 * @param examples - At least 1.
 * @param z - Standard normal quantile; the default gives 95 % two-sided coverage.
 * @returns Lower and upper bound, fractions in `[0, 1]`.
 */
export function accuracyInterval(accuracy: number, examples: number, z = 1.959963984540054): [number, number] {
  const z2n = (z * z) / examples;
  const centre = accuracy + z2n / 2;
  const half = z * Math.sqrt((accuracy * (1 - accuracy)) / examples + z2n / (4 * examples));
  return [Math.max(0, (centre - half) / (1 + z2n)), Math.min(1, (centre + half) / (1 + z2n))];
}

/** ln P(X = k) for 0 <= k <= n and 0 < p < 1. */
function logPmf(k: number, n: number, p: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
}

/** ln n!: exact products for small n, Stirling's series beyond (its next term is below 1e-16 from 20 on). */
function logFactorial(n: number): number {
  if (n < 20) {
    let product = 1;
    for (let k = 2; k <= n; k++) product *= k;
    return Math.log(product);
  }
  const n2 = n * n;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * n2)) / n2) / n2) / n;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series;
}

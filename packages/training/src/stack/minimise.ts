// The minimum of a smooth function of a few hundred numbers.

const MEMORY = 10;
const MAX_ITERATIONS = 500;
/** Of step lengths along one direction. */
const MAX_TRIES = 40;

/** Value and gradient at a point. */
export type Objective = (point: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

/**
 * L-BFGS (Nocedal and Wright, "Numerical Optimization", 7.2), until no entry of the gradient is above 1e-7.
 *
 * @param start - Where to begin.
 */
export function minimise(objective: Objective, start: Float64Array): Float64Array {
  const steps: { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[] = [];
  let point = start;
  let { value, gradient } = objective(point);
  for (let i = 0; i < MAX_ITERATIONS && gradient.some((g) => Math.abs(g) > 1e-7); i++) {
    const direction = descentDirection(gradient, steps);
    const slope = dot(direction, gradient);
    // Weak Wolfe conditions by bisection (Lewis and Overton 2013): far enough down, and far enough on that the slope flattens.
    let [rate, low, high] = [1, 0, Infinity];
    let next = moved(point, direction, rate);
    let found = objective(next);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (!(found.value <= value + 1e-4 * rate * slope)) high = rate;
      else if (dot(direction, found.gradient) < 0.9 * slope) low = rate;
      else break;
      rate = high === Infinity ? 2 * low : (low + high) / 2;
      next = moved(point, direction, rate);
      found = objective(next);
    }
    if (!(found.value < value)) return point;
    const s = next.map((x, k) => x - point[k]!);
    const y = found.gradient.map((g, k) => g - gradient[k]!);
    const curvature = dot(s, y);
    if (curvature > 1e-14) steps.push({ s, y, rho: 1 / curvature });
    if (steps.length > MEMORY) steps.shift();
    point = next;
    ({ value, gradient } = found);
  }
  return point;
}

/** Minus the inverse Hessian, as the last steps know it, times the gradient. */
function descentDirection(
  gradient: Float64Array,
  steps: readonly { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[],
): Float64Array {
  const q = gradient.slice();
  const alphas = steps.map(() => 0);
  for (let k = steps.length - 1; k >= 0; k--) {
    const { s, y, rho } = steps[k]!;
    alphas[k] = rho * dot(s, q);
    addScaled(q, y, -alphas[k]!);
  }
  const last = steps.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1;
  for (let i = 0; i < q.length; i++) q[i]! *= scale;
  steps.forEach(({ s, y, rho }, k) => {
    addScaled(q, s, alphas[k]! - rho * dot(y, q));
  });
  return q.map((value) => -value);
}

function moved(point: Float64Array, direction: Float64Array, rate: number): Float64Array {
  return point.map((x, i) => x + rate * direction[i]!);
}

function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

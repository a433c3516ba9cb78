// Eigenvalues and eigenvectors of a small symmetric matrix.

const MAX_SWEEPS = 50;

/** In descending order of the eigenvalues. */
export interface Eigen {
  /** `[n]`. */
  readonly values: Float64Array;
  /** Row-major `[n, n]`; column `j` belongs to `values[j]`. */
  readonly vectors: Float64Array;
}

/**
 * Cyclic Jacobi rotations (Golub and Van Loan, "Matrix Computations", 8.5).
 *
 * @param matrix - Row-major `[n, n]`.
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, n) > 1e-24 * squaredNorm(a); sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j]! - a[i * n + i]!);
  return {
    values: Float64Array.from(order, (i) => a[i * n + i]!),
    vectors: Float64Array.from({ length: n * n }, (_, k) => v[Math.floor(k / n) * n + order[k % n]!]!),
  };
}

/** Makes `a[p, q]` zero. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (m: Float64Array, i: number, j: number): void => {
    const [x, y] = [m[i]!, m[j]!];
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  };
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q);
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k);
  for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q);
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) sum += a[i * n + j]! ** 2;
  return sum;
}

function squaredNorm(a: Float64Array): number {
  return a.reduce((sum, value) => sum + value * value, 0);
}

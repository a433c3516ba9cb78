// The MPI library that a process was started for, and what it calls its constants.

import { NewsclfError } from "@newsclf-internal/errors";
import koffi, { type LibraryHandle } from "koffi";

/** The names of shared libraries; the last three have MPICH's interface, which Intel MPI, MVAPICH and Cray's MPI share. */
const OPEN_MPI = ["libmpi.so.40", "libmpi.40.dylib"];
const STANDARD = ["libmpi_abi.so.1", "libmpi_abi.1.dylib", "libmpi_abi.dylib"];
const MPICH = ["libmpi.so.12", "libmpich.so.12", "libmpi.12.dylib"];

/** A path to take instead. */
const VARIABLE = "NEWSCLF_MPI_LIBRARY";

/** How many processes a launcher says that it has started: Open MPI's, MPICH's and Slurm's. */
const SIZE_VARIABLES = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_NTASKS"];

/** What differs between libraries. */
export interface Constants {
  /** The C type of communicators and data types. */
  readonly handle: "int" | "uintptr_t";
  readonly world: number | bigint;
  readonly byte: number | bigint;
  /** The level at which several threads may call at once. */
  readonly threadMultiple: number;
}

export interface MpiLibrary extends Constants {
  readonly path: string;
  readonly library: LibraryHandle;
  /** As it calls itself. */
  readonly version: string;
}

/** Of the job, if a launcher says so. */
export function launchedSize(env: Readonly<Record<string, string | undefined>>): number | undefined {
  const written = SIZE_VARIABLES.map((name) => env[name]).find((value) => value !== undefined);
  return written === undefined ? undefined : Number(written);
}

/** In the order in which they are tried. */
export function libraryNames(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const given = env[VARIABLE];
  if (given !== undefined && given !== "") return [given];
  const isOpenMpi = Object.keys(env).some((name) => name.startsWith("OMPI_"));
  return isOpenMpi ? [...OPEN_MPI, ...STANDARD, ...MPICH] : [...STANDARD, ...MPICH, ...OPEN_MPI];
}

/** @throws NewsclfError `ENGINE_MPI`. */
export function openLibrary(names: readonly string[]): MpiLibrary {
  const reasons: string[] = [];
  for (const path of names) {
    try {
      return describeLibrary(path, koffi.load(path, { global: true, lazy: true }));
    } catch (error) {
      reasons.push(`${path}: ${(error as Error).message}`);
    }
  }
  const others = reasons.length > 1 ? `, nor ${names.slice(1).join(", ")}` : "";
  throw new NewsclfError("ENGINE_MPI", `no MPI library could be opened: ${reasons[0]}${others}`, {
    fix: `install Open MPI or MPICH, and start with mpirun or srun; or name the library in ${VARIABLE}`,
  });
}

function describeLibrary(path: string, library: LibraryHandle): MpiLibrary {
  // May be called before MPI is started.
  const text = new Uint8Array(8192);
  const length = [0];
  library.func("int MPI_Get_library_version(_Out_ uint8_t *, _Out_ int *)")(text, length);
  const version = new TextDecoder().decode(text.subarray(0, length[0])).split(/[\n,]/)[0]!;
  return { path, library, version: version.replaceAll(/\s+/g, " ").trim(), ...constantsOf(path, library, version) };
}

/** From the headers of MPI 5, MPICH 5.0.2 and Open MPI 5.0.11. */
function constantsOf(path: string, library: LibraryHandle, version: string): Constants {
  if (/mpi_abi[^/]*$/.test(path)) return { handle: "uintptr_t", world: 0x101, byte: 0x247, threadMultiple: 4096 };
  if (!version.includes("Open MPI")) {
    return { handle: "int", world: 0x44000000, byte: 0x4c00010d, threadMultiple: 3 };
  }
  const addressOf = (name: string): bigint => koffi.address(library.symbol(name));
  return {
    handle: "uintptr_t",
    world: addressOf("ompi_mpi_comm_world"),
    byte: addressOf("ompi_mpi_byte"),
    threadMultiple: 3,
  };
}

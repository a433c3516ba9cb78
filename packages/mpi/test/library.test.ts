import { afterEach, expect, test, vi } from "vitest";
import { joinMpi, NewsclfError } from "../src/index.ts";
import { launchedSize, libraryNames, openLibrary } from "../src/library.ts";

afterEach(() => void vi.unstubAllEnvs());

test("takes the library of the launcher first", () => {
  expect(libraryNames({ OMPI_COMM_WORLD_SIZE: "2" })[0]).toBe("libmpi.so.40");
  expect(libraryNames({ PMI_SIZE: "2" })[0]).toBe("libmpi_abi.so.1");
  expect(libraryNames({})).toEqual(expect.arrayContaining(["libmpi.so.40", "libmpi.so.12", "libmpich.so.12"]));
});

test("takes the one that is named, and no other", () => {
  expect(libraryNames({ NEWSCLF_MPI_LIBRARY: "/opt/mpi/libmpi.so", OMPI_COMM_WORLD_SIZE: "2" })).toEqual([
    "/opt/mpi/libmpi.so",
  ]);
});

test.each([
  [{ OMPI_COMM_WORLD_SIZE: "4", SLURM_NTASKS: "8" }, 4],
  [{ PMI_SIZE: "3" }, 3],
  [{ SLURM_NTASKS: "8" }, 8],
  [{}, undefined],
])("knows how many processes a launcher has started: %j", (env, size) => {
  expect(launchedSize(env)).toBe(size);
});

test("says what was tried where there is no MPI, and what to do", async () => {
  vi.stubEnv("NEWSCLF_MPI_LIBRARY", "/nowhere/libmpi.so");
  const joined = joinMpi();

  await expect(joined).rejects.toBeInstanceOf(NewsclfError);
  await expect(joined).rejects.toMatchObject({
    code: "ENGINE_MPI",
    message: expect.stringContaining("/nowhere/libmpi.so"),
    fix: expect.stringContaining("NEWSCLF_MPI_LIBRARY"),
  });
});

test("a library that is no MPI is none", () => {
  expect(() => openLibrary(["libc.so.6"])).toThrow("no MPI library could be opened");
});

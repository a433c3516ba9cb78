#pragma once

/** Threads that later calls may use, the caller's included. Call while no work runs. */
void setNumThreads(int numThreads);

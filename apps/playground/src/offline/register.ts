// The page goes on without a network after its first visit.

/** Where a host or a browser has no service workers, the page needs the network, and that is all. */
export async function workOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI)).catch(() => undefined);
}

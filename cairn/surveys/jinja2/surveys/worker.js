// Opens one page again without signal. It keeps nothing by itself: the page puts itself away.
const PATIENCE = 4000; // milliseconds to wait for a weak signal
const name = "cairn-offline:" + new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function answer(request) {
  const kept = await keptFor(request);
  const fresh = fetch(request);
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fresh.then((each) => (each.ok ? each : kept), () => kept), late]);
}

async function keptFor(request) {
  const cache = await caches.open(name);
  const isPage = request.mode === "navigate";
  return (
    (await cache.match(request, { ignoreVary: true })) ||
    (isPage && cache.match(request, { ignoreVary: true, ignoreSearch: true }))
  );
}

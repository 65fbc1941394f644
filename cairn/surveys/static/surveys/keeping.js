// Keeps this page itself on the device, so that it opens again without signal. No words are in it.

const path = location.pathname;
const name = `cairn-offline:${path}`;

export async function keepPage(worker) {
  await navigator.serviceWorker.register(worker, { scope: path });
  const parts = document.querySelectorAll("link[href], script[src], a[data-variant]");
  const addresses = [location.href, ...[...parts].map((each) => each.href || each.src)];
  const cache = await caches.open(name);
  await cache.addAll([...new Set(addresses.map((each) => each.split("#")[0]))]);
  await navigator.serviceWorker.ready;
}

export async function forgetPage() {
  await caches.delete(name);
  const registration = await navigator.serviceWorker.getRegistration(path);
  if (registration?.scope.endsWith(path)) await registration.unregister();
}

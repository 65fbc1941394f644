// What is kept on this device: one record a page, encrypted under a key that cannot leave the browser.

const NAME = "cairn-offline";
const STORE = "kept";
const path = location.pathname;
const pathBytes = new TextEncoder().encode(path);
let key = null;

export const isPossible = () =>
  Boolean(window.crypto?.subtle && window.indexedDB && window.caches && navigator.serviceWorker && navigator.locks);

// Opened anew each time: a phone short of memory closes it while the page stays open.
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      // A later version adds to what there is and takes nothing away: somebody's words may wait here.
      if (!asked.result.objectStoreNames.contains(STORE)) {
        asked.result.createObjectStore(STORE, { keyPath: "path" });
      }
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => reject(asked.error);
  });
}

// Done only once it stands on the disk.
async function use(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const change = database.transaction(STORE, mode, { durability: "strict" });
      const asked = work(change.objectStore(STORE));
      change.oncomplete = () => resolve(asked.result);
      change.onerror = change.onabort = () => reject(change.error);
    });
  } finally {
    database.close();
  }
}

export async function read() {
  const row = await use("readonly", (store) => store.get(path));
  if (!row) return null;
  key = row.key;
  const plain = await crypto.subtle.decrypt(cipher(row.iv), key, row.sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}

export async function write(kept) {
  key ??= await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(kept));
  const sealed = await crypto.subtle.encrypt(cipher(iv), key, plain);
  await use("readwrite", (store) => store.put({ path, key, iv, sealed }));
}

export async function remove() {
  await use("readwrite", (store) => store.delete(path));
  key = null;
}

const cipher = (iv) => ({ name: "AES-GCM", iv, additionalData: pathBytes });
